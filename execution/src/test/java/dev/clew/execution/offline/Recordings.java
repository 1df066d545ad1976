package dev.clew.execution.offline;

import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.digest.MerkleRoot;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.run.RunView;
import dev.clew.core.trace.TraceContext;
import dev.clew.document.LedgerFacts;
import dev.clew.engine.Engine;
import dev.clew.engine.context.OutputSink;
import dev.clew.engine.context.RecordedAnswers;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.context.RunSources;
import dev.clew.engine.evidence.Capture;
import dev.clew.engine.http.HttpLimits;
import dev.clew.plan.Plan;
import dev.clew.redaction.SecretRedactor;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.RunSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Runs of plans, recorded in memory by the real engine and found again as from a file.
final class Recordings {
  private static final LedgerId ID = new LedgerId("default", "run_recorded", "ledger_recorded");

  private Recordings() {}

  /// @param started is given the engine before it runs
  static MemoryLedger record(
      Plan plan,
      Capture capture,
      RunSettings.Modes modes,
      RecordedAnswers answers,
      Consumer<Engine> started) {
    MemoryLedger ledger = new MemoryLedger(ID, InstantSource.system());
    SecretRedactor redactor = new SecretRedactor();
    Recorder recorder =
        new Recorder(
            ledger,
            redactor,
            InstantSource.system(),
            new Recorder.Producer("att_1", "clew-run", 1, "pid-1", "0".repeat(32)));
    HttpLimits limits =
        new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 20, false);
    Engine engine =
        new Engine(
            new RunSettings(capture, false, true, limits, "seed", true, Json.EMPTY_OBJECT)
                .with(modes),
            recorder,
            redactor,
            RunSources.live(limits, System::nanoTime, InstantSource.system()).with(answers));
    started.accept(engine);
    engine.run(
        plan,
        new Engine.Identity(
            new ExecutionKey(Digest.sha256(new byte[0])), TraceContext.begun("0".repeat(32))),
        OutputSink.NONE);
    return ledger;
  }

  static FoundAttempt found(MemoryLedger ledger) {
    List<Digest> digests = new ArrayList<>();
    ledger.rows().forEach(row -> digests.add(row.eventDigest()));
    RunSource.Contents contents =
        new RunSource.Contents(
            ledger.rows(),
            new LedgerFacts(
                ID,
                ledger.head().size(),
                MerkleRoot.of(digests),
                ledger.head().chain(),
                null,
                null),
            RunView.Writer.ABSENT);
    RunView view = contents.view();
    return new FoundAttempt(
        new RecordedRun(new LedgerSource(Path.of("x")), contents, view, List.of()),
        view.attempt(),
        false);
  }
}
