package dev.clew.runs.recording;

import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.ledger.ContentRoot;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.document.LedgerFacts;
import dev.clew.ledgerfile.FileLedger;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.runs.Ids;
import dev.clew.runs.RunSource;
import dev.clew.runs.file.DiskFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// The ledger of a run that begins.
///
/// @param undone what a user can rely on when it cannot be made: `nothing was sent`
public record NewLedger(InstantSource clock, Ids ids, String undone) {
  /// Makes the folder if it is not there.
  public Path folder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw Refusal.notWritten(
          "the folder " + folder + " cannot be made: " + DiskFault.reason(e) + "; " + undone,
          Remedy.Step.CHOOSE_FOLDER,
          e);
    }
  }

  /// @param name redacted
  public FileLedger create(Path folder, String name, ExecutionKey key, String namespace) {
    long now = clock.millis();
    LedgerId id = new LedgerId(namespace, ids.ulid("run_", now), ids.ulid("ledger_", now));
    return create(folder, name, key, id);
  }

  /// Of a run that has its ids already.
  ///
  /// @param name redacted
  public FileLedger create(Path folder, String name, ExecutionKey key, LedgerId id) {
    try {
      return FileLedger.create(new LocalDisk(), folder, name, key, id, clock);
    } catch (ClewException e) {
      throw Refusal.notWritten(e.getMessage() + "; " + undone, e);
    }
  }

  /// What a source of the run would hold that this process has written.
  public static RunSource.Contents contents(FileLedger ledger, List<Row> rows) {
    LedgerFacts facts =
        new LedgerFacts(
            ledger.id(),
            rows.size(),
            () -> ContentRoot.of(rows),
            ledger.head().chain(),
            null,
            null);
    return new RunSource.Contents(rows, facts, RunView.Writer.ABSENT);
  }
}
