package dev.clew.attest;

import dev.clew.core.Refusal;
import dev.clew.core.digest.Digest;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.ActionWords;
import dev.clew.core.run.RunView;
import dev.clew.document.JsonText;
import dev.clew.document.LedgerFacts;
import dev.clew.document.ReportReader;
import dev.clew.document.verify.Broken;
import dev.clew.document.verify.ReportCheck;
import dev.clew.document.verify.RowClaims;
import dev.clew.ledgerfile.Damage;
import dev.clew.ledgerfile.LedgerFile;
import dev.clew.ledgerfile.TornTail;
import dev.clew.report.html.HtmlPage;
import dev.clew.report.html.HtmlReport;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.ReportSource;
import dev.clew.runs.disk.FileDigest;
import dev.clew.runs.file.DiskFault;
import dev.clew.runs.file.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks one file, by what its name ends with.
public final class FileCheck {
  private FileCheck() {}

  /// @param words in which a report was written
  /// @throws Refusal when it cannot be read as what its name says, in one sentence
  public static CheckedFile of(Path path, ActionWords words) {
    String name = String.valueOf(path.getFileName());
    try {
      return name.endsWith(".html") || name.endsWith(".json")
          ? of(path, WholeFile.read(path, ReportSource.LIMIT), words)
          : ledger(path);
    } catch (NoSuchFileException e) {
      throw Refusal.invalid(path + ": no such file");
    } catch (IOException e) {
      throw Refusal.invalid("cannot read " + path + ": " + DiskFault.reason(e));
    }
  }

  /// A report whose bytes are known.
  ///
  /// @param words in which it was written
  public static CheckedFile of(Path path, byte[] bytes, ActionWords words) {
    try {
      return path.toString().endsWith(".html")
          ? page(path, bytes, words)
          : report(path, bytes, words);
    } catch (IOException e) {
      throw Refusal.invalid("the page of this clew cannot be read: " + e.getMessage());
    } catch (JsonText.Malformed e) {
      throw Refusal.invalid(
          path + ":" + e.line() + ":" + e.column() + ": not JSON: " + e.getMessage());
    } catch (ReportReader.Unreadable e) {
      throw Refusal.invalid(path + ": " + e.getMessage());
    }
  }

  private static CheckedFile ledger(Path path) throws IOException {
    LedgerFile file = LedgerSource.verified(path);
    RowClaims claims = RowClaims.of(file.rows());
    Damage damage = file.damage();
    TornTail torn = file.tornTail();
    List<String> notes = new ArrayList<>();
    if (file.writerAlive()) {
      notes.add("its writer is still at work: more rows may come");
    } else if (torn != null) {
      notes.add(
          "its writer stopped within a row: "
              + torn.sizeBytes()
              + " bytes at byte "
              + torn.byteOffset()
              + " are no row, and were never acknowledged");
    }
    return new CheckedFile(
        path,
        CheckedFile.Format.LEDGER,
        FileDigest.following(path),
        file.rows(),
        new LedgerFacts(file.id(), file.rows().size(), file::contentRoot, file.head(), null, null),
        file.writerAlive() ? RunView.Writer.PRESENT : RunView.Writer.ABSENT,
        claims,
        0,
        claims.broken() != null
            ? claims.broken()
            : damage == null
                ? null
                : Broken.atRow(damage.row(), "byte " + damage.byteOffset() + ": " + damage.what()),
        null,
        notes);
  }

  private static CheckedFile report(Path path, byte[] bytes, ActionWords words)
      throws JsonText.Malformed, ReportReader.Unreadable {
    ReportCheck check = ReportCheck.of(bytes, words);
    return checked(
        path, CheckedFile.Format.REPORT_JSON, Digest.sha256(bytes), check, check.broken(), null);
  }

  /// The document first; then whether the page is the one that clew writes around it, to the last
  /// byte: scripts, styles and decoys that somebody put there would show something else.
  private static CheckedFile page(Path path, byte[] bytes, ActionWords words)
      throws JsonText.Malformed, ReportReader.Unreadable, IOException {
    HtmlPage page = HtmlPage.of(bytes);
    if (page == null) {
      throw Refusal.invalid(path + ": this page holds no clew document");
    }
    ReportCheck check = ReportCheck.of(JsonText.parseLarge(page.document().bytes()), words);
    Broken broken = check.broken();
    Long differs = null;
    if (broken == null) {
      int at = Arrays.mismatch(bytes, written(check));
      if (at >= page.from() && at < page.to()) {
        broken = Broken.atByte(at, "the document is not written as clew writes it into a page");
      } else if (at >= 0) {
        differs = (long) at;
      }
    }
    return checked(
        path, CheckedFile.Format.REPORT_HTML, Digest.sha256(bytes), check, broken, differs);
  }

  private static byte[] written(ReportCheck check) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HtmlReport.write(check.derived(), out);
    return out.toByteArray();
  }

  private static CheckedFile checked(
      Path path,
      CheckedFile.Format format,
      Digest sha256,
      ReportCheck check,
      @Nullable Broken broken,
      @Nullable Long pageDiffers) {
    ReportReader report = check.report();
    List<Row> rows = report.rows();
    List<String> notes = new ArrayList<>();
    if (check.redactedLate() > 0) {
      notes.add(
          check.redactedLate()
              + (check.redactedLate() == 1 ? " row has" : " rows have")
              + " a secret taken out late: what the report shows of them is not what their digests"
              + " are of; only the ledger proves it");
    }
    if (report.leftOut() > 0) {
      notes.add(
          report.leftOut()
              + " rows of the ledger did not fit into it: what it says because of them was not"
              + " derived again; only the ledger proves it");
    }
    if (report.ledger().tornBytes() != null) {
      notes.add(
          "it says that its ledger ended with "
              + report.ledger().tornBytes()
              + " bytes of an unfinished row; only the ledger shows that");
    }
    return new CheckedFile(
        path,
        format,
        sha256,
        rows,
        report.ledger(),
        report.writer(),
        check.claims(),
        check.redactedLate(),
        broken,
        pageDiffers,
        notes);
  }
}
