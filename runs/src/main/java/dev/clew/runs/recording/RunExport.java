package dev.clew.runs.recording;

import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.ContentRoot;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.ledgerfile.FileLedger;
import dev.clew.redaction.SecretRedactor;
import dev.clew.runs.Ids;
import dev.clew.runs.RecordedRun;
import dev.clew.store.RunKey;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a run, wherever it is kept, into a ledger file of its own: the same events in the same
/// order, so that it has the same content root; the chain is that of the new ledger.
public final class RunExport {
  private static final String OTHERWISE = "clew.export.v1";

  /// Rows that are appended at once.
  private static final int BATCH = 1_000;

  private final Path folder;
  private final InstantSource clock;

  /// @param folder where the ledger goes
  public RunExport(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// @param isSame whether the ledger says what the run says; not when a secret was found meanwhile
  public record Exported(Path ledger, long rows, boolean isSame) {}

  /// @throws dev.clew.core.Refusal when the ledger cannot be written
  public Exported of(RecordedRun run) {
    RunView view = run.view();
    NewLedger start = new NewLedger(clock, new Ids(), "nothing was exported");
    SecretRedactor redactor = new SecretRedactor();
    LedgerId id =
        new LedgerId(view.namespace(), view.runId(), new Ids().ulid("ledger_", clock.millis()));
    List<Row> rows = run.contents().rows();
    try (FileLedger ledger =
        start.create(start.folder(folder), redactor.redact(view.name()), key(view), id)) {
      for (int from = 0; from < rows.size(); from += BATCH) {
        List<RedactedEvent> batch = new ArrayList<>();
        for (Row row : rows.subList(from, Math.min(rows.size(), from + BATCH))) {
          batch.add(redactor.redact(row.event(), row.payload()));
        }
        ledger.append(batch);
      }
      ledger.sync();
      boolean isSame =
          ContentRoot.of(ledger.rows(0, Integer.MAX_VALUE))
              .equals(run.contents().ledger().contentRoot());
      return new Exported(ledger.path(), ledger.head().size(), isSame);
    }
  }

  private static ExecutionKey key(RunView view) {
    return key(view.created().executionKey(), new RunKey(view.namespace(), view.runId()));
  }

  /// Of a run that says none, one of its id: the name of the file needs it.
  static ExecutionKey key(@Nullable String said, RunKey run) {
    if (said != null && said.matches("[0-9a-f]{64}")) {
      return new ExecutionKey(new Digest(said));
    }
    return new ExecutionKey(
        Digest.ofJson(OTHERWISE, Json.of(run.namespace() + "\0" + run.runId())));
  }
}
