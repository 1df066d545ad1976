package dev.clew.runs;

import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.log.FoundSecret;
import dev.clew.core.fact.log.SecretFound;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.fact.run.Vcs;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LateRedaction;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Recorder;
import dev.clew.ledgerfile.FileLedger;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.redaction.SecretRedactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// Ledgers of small runs in a folder.
final class TestRuns {
  private static final SecretRedactor REDACTOR = new SecretRedactor();

  /// Each begins its events with the first.
  private static int producers;

  private final Path folder;

  TestRuns(Path folder) {
    this.folder = folder;
  }

  static ExecutionKey key(String runId) {
    return new ExecutionKey(Digest.ofJson("test", Json.of(runId)));
  }

  /// A ledger whose rows are of that moment, as its file is.
  Path run(String runId, Instant at, Consumer<Recorder> rows) throws IOException {
    LedgerId id = new LedgerId("default", runId, "ledger_" + runId);
    Path made;
    try (FileLedger ledger =
        FileLedger.create(new LocalDisk(), folder, "job", key(runId), id, () -> at)) {
      rows.accept(recorder(ledger, at, "att_1"));
      made = ledger.path();
    }
    return Files.setLastModifiedTime(made, FileTime.from(at));
  }

  Path failed(String runId, Instant at) throws IOException {
    return run(runId, at, recorder -> whole(recorder, runId, "failed"));
  }

  Path succeeded(String runId, Instant at) throws IOException {
    return run(runId, at, recorder -> whole(recorder, runId, "succeeded"));
  }

  /// Goes on with a ledger.
  static void append(Path file, Instant at, String attempt, Consumer<Recorder> rows) {
    try (FileLedger ledger = FileLedger.open(new LocalDisk(), file, () -> at)) {
      rows.accept(recorder(ledger, at, attempt));
    }
  }

  private static Recorder recorder(FileLedger ledger, Instant at, String attempt) {
    String producer = "test-" + producers++;
    return new Recorder(
        ledger, REDACTOR, () -> at, new Recorder.Producer(attempt, producer, 1, null, null));
  }

  static void whole(Recorder recorder, String runId, String status) {
    begin(recorder, runId);
    stage(recorder, "work");
    recorder.event(Kind.STAGE_COMPLETED, "done").stage(StagePath.of("work")).append();
    end(recorder, status);
  }

  static void begin(Recorder recorder, String runId) {
    recorder
        .event(Kind.RUN_CREATED, "run created")
        .with(RunCreated.NAME, "job of " + runId)
        .with(RunCreated.VERSION, "7")
        .with(RunCreated.EXECUTION_KEY, key(runId).digest().hex())
        .append();
    recorder.event(Kind.RUN_STARTED, "run started").append();
  }

  static void definition(Recorder recorder, String sha256, String commit) {
    recorder
        .event(Kind.CONFIG_CAPTURED, "captured job.workflow")
        .with(ConfigCaptured.ROLE, ConfigCaptured.WORKFLOW)
        .with(ConfigCaptured.NAME, "job.workflow")
        .with(ConfigCaptured.SHA256, sha256)
        .with(ConfigCaptured.VCS, new Vcs(new Attributes().with(Vcs.COMMIT, commit).build()))
        .append();
  }

  static void stage(Recorder recorder, String name) {
    recorder.event(Kind.STAGE_STARTED, name).stage(StagePath.of(name)).append();
  }

  static void tolerated(Recorder recorder, String name) {
    stage(recorder, name);
    recorder
        .event(Kind.STAGE_COMPLETED, name)
        .stage(StagePath.of(name))
        .with(StageEnded.OUTCOME, StageEnded.TOLERATED)
        .append();
  }

  static void end(Recorder recorder, String status) {
    recorder.event(Kind.RUN_FINISHED, "run " + status).with(RunEnded.STATUS, status).append();
  }

  /// Says that the name of the run holds a secret.
  static void redactLate(Recorder recorder) {
    FoundSecret finding =
        new FoundSecret(new LateRedaction.Finding(0, "/attributes/name", "word", 4).toJson());
    recorder
        .event(Kind.REDACTION_LATE, "1 place of an earlier row")
        .with(SecretFound.FINDINGS, List.of(finding))
        .append();
  }
}
