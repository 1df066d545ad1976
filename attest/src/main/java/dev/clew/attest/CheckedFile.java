package dev.clew.attest;

import dev.clew.core.digest.Digest;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.document.LedgerFacts;
import dev.clew.document.verify.Broken;
import dev.clew.document.verify.RowClaims;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file that was read and checked.
///
/// @param sha256 of the whole file
/// @param rows the good ones
/// @param ledger what the file says about its ledger; holds for the rows unless the file is broken
/// @param claims what the rows say about their payloads
/// @param redactedLate rows of a report whose content cannot be compared with its digest any more
/// @param broken the first thing that does not hold; null when everything does
/// @param pageDiffers where an HTML page is not the one that this clew writes around its document,
///   as an offset in bytes; null when it is, and for other files
/// @param notes what else a user should know, a sentence each
public record CheckedFile(
    Path path,
    Format format,
    Digest sha256,
    List<Row> rows,
    LedgerFacts ledger,
    RunView.Writer writer,
    RowClaims claims,
    int redactedLate,
    @Nullable Broken broken,
    @Nullable Long pageDiffers,
    List<String> notes) {
  public CheckedFile {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /// With something that another file of the run has against it.
  CheckedFile refuted(Broken by) {
    return new CheckedFile(
        path,
        format,
        sha256,
        rows,
        ledger,
        writer,
        claims,
        redactedLate,
        broken == null ? by : broken,
        pageDiffers,
        notes);
  }

  /// What kind of file it is.
  public enum Format {
    LEDGER,
    REPORT_JSON,
    REPORT_HTML;

    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
