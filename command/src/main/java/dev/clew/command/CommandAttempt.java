package dev.clew.command;

import dev.clew.command.printed.KeptRows;
import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.StageSpans;
import dev.clew.core.run.RunView;
import dev.clew.core.trace.TraceContext;
import dev.clew.ledgerfile.FileLedger;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.runs.Ids;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.RunSource;
import dev.clew.runs.recording.NewLedger;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The attempt that is about to be made, and the ledger that it goes to.
///
/// @param rows what is in the ledger, and all that is written
/// @param name of the run
/// @param number from 1
/// @param previousId the attempt before it; null for the first
/// @param previousKey its execution key; null for the first
record CommandAttempt(
    FileLedger ledger,
    KeptRows rows,
    String name,
    String id,
    int number,
    @Nullable String previousId,
    @Nullable String previousKey)
    implements AutoCloseable {
  static final String PRODUCER = "clew-exec";
  private static final String NOT_STARTED = "the command was not started";

  /// The first attempt of a run of its own.
  static CommandAttempt first(
      Path folder,
      String name,
      ExecutionKey key,
      String namespace,
      InstantSource clock,
      Ids ids,
      Redactor redactor) {
    NewLedger start = new NewLedger(clock, ids, NOT_STARTED);
    String shown = redactor.redact(name);
    KeptRows rows = new KeptRows();
    FileLedger ledger = start.create(start.folder(folder), shown, key, namespace);
    ledger.follow(rows);
    return new CommandAttempt(ledger, rows, shown, ids.ulid("att_", clock.millis()), 1, null, null);
  }

  /// One more attempt of the run of that ledger.
  static CommandAttempt next(Path path, InstantSource clock, Ids ids) {
    RunSource.Contents contents = new LedgerSource(path).read();
    RunView view = contents.view();
    if (!view.created().has(RunCreated.COMMAND)) {
      throw Refusal.invalid(
          path + " is not the run of a command: an attempt of it cannot be made with one");
    }
    KeptRows rows = KeptRows.after(contents.rows());
    FileLedger ledger;
    try {
      ledger = FileLedger.open(new LocalDisk(), path, clock);
    } catch (ClewException e) {
      throw Refusal.invalid(e.getMessage() + "; " + NOT_STARTED);
    }
    ledger.follow(rows);
    return new CommandAttempt(
        ledger,
        rows,
        view.name(),
        ids.ulid("att_", clock.millis()),
        view.attempt().number() + 1,
        view.attempt().attemptId(),
        view.created().executionKey());
  }

  Recorder recorder(Redactor redactor, InstantSource clock, TraceContext trace, Ids ids) {
    return new Recorder(
        ledger,
        redactor,
        clock,
        new Recorder.Producer(
            id,
            PRODUCER,
            1,
            ids.ulid("inv_", clock.millis()),
            trace.traceId(),
            StageSpans.inside(id, trace.spanId(), trace.parentSpanId())));
  }

  /// Where clew writes; absolute.
  Path folder() {
    Path parent = ledger.path().toAbsolutePath().normalize().getParent();
    return parent == null ? Path.of("/") : parent;
  }

  /// Whether it is a file of clew itself: those of the run have the name of its ledger.
  boolean isOwn(Path file) {
    String own = ledger.path().getFileName().toString().replace(".ledger", ".");
    return String.valueOf(file.getFileName()).startsWith(own) && folder().equals(file.getParent());
  }

  @Override
  public void close() {
    ledger.close();
  }
}
