package dev.clew.runs.recording;

import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Row;
import dev.clew.ingest.sih.NotReadable;
import dev.clew.ingest.sih.SihEvents;
import dev.clew.ingest.sih.SihReport;
import dev.clew.ledgerfile.FileLedger;
import dev.clew.redaction.SecretRedactor;
import dev.clew.runs.Ids;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.RunFiles;
import dev.clew.runs.RunSource;
import dev.clew.runs.SihRows;
import dev.clew.runs.file.WholeFile;
import dev.clew.runs.secret.LateSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes a report or a snapshot of SIH into a ledger of its own. The ids of the run and of its
/// events come from the report, so that it is the same run however often it is taken in.
public final class SihImport {
  /// `import.bytes`: the largest file that is read.
  private static final WholeFile.Limit LIMIT = new WholeFile.Limit("import.bytes", 256 << 20);

  private final Path folder;
  private final InstantSource clock;

  /// @param folder where the ledgers go
  public SihImport(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// What came of one file.
  ///
  /// @param existing the ledger that has the run already, and then nothing was written; else null
  public record Imported(
      Path ledger, RunSource.Contents contents, @Nullable Path existing, List<String> warnings) {
    public Imported {
      warnings = List.copyOf(warnings);
    }
  }

  /// @throws Refusal when the file cannot be read, is no report of SIH, or the ledger cannot be
  ///   written
  public Imported of(Path file) {
    SihReport report = read(file);
    LedgerId id = SihRows.ledgerId(report);
    NewLedger start = new NewLedger(clock, new Ids(), "nothing was imported");
    Path out = start.folder(folder);
    RecordedRun same = existing(out, id.runId());
    if (same != null) {
      Path ledger = Path.of(same.source().location());
      return new Imported(ledger, same.contents(), ledger, List.of());
    }
    SecretRedactor redactor = new SecretRedactor();
    List<Row> rows = new ArrayList<>();
    String name = redactor.redact(report.workflowName());
    try (FileLedger ledger = start.create(out, name, report.executionKey(), id)) {
      ledger.follow(rows::add);
      Recorder recorder = new Recorder(ledger, redactor, clock, SihRows.producer(report));
      SihEvents.tell(
          report,
          String.valueOf(file.getFileName()),
          redactor,
          said -> recorder.event(said).append());
      new LateSecrets(redactor).record(recorder, rows, true);
      recorder.sync();
      return new Imported(
          ledger.path(),
          NewLedger.contents(ledger, rows),
          null,
          LateSecrets.warnings(redactor, rows));
    }
  }

  private static @Nullable RecordedRun existing(Path folder, String runId) {
    return new RunFiles(folder).withId(runId);
  }

  private static SihReport read(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw Refusal.invalid(file + ": a folder; name the reports in it");
      }
      return SihReport.read(WholeFile.read(file, LIMIT));
    } catch (WholeFile.TooLarge e) {
      throw Refusal.invalid(file + ": " + e.getMessage());
    } catch (NotReadable e) {
      throw Refusal.invalid(
          file + ": not a report or snapshot of SIH: " + e.getMessage(), Remedy.Step.OPEN_REPORT);
    } catch (NoSuchFileException e) {
      throw Refusal.invalid(file + ": no such file", e);
    } catch (IOException e) {
      throw Refusal.invalid(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
