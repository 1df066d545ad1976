package dev.clew.runs;

import static dev.clew.core.Detail.with;

import dev.clew.core.TestLedger;
import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.ledgerfile.FileLedger;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.redaction.SecretRedactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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
  Path run(String runId, Instant at, Consumer<TestLedger> events) throws IOException {
    LedgerId id = new LedgerId("default", runId, "ledger_" + runId);
    Path made;
    try (FileLedger ledger =
        FileLedger.create(new LocalDisk(), folder, "job", key(runId), id, () -> at)) {
      events.accept(recording(ledger, at));
      made = ledger.path();
    }
    return Files.setLastModifiedTime(made, FileTime.from(at));
  }

  Path failed(String runId, Instant at) throws IOException {
    return run(runId, at, run -> whole(run, runId, "failed"));
  }

  Path succeeded(String runId, Instant at) throws IOException {
    return run(runId, at, run -> whole(run, runId, "succeeded"));
  }

  /// Goes on with a ledger.
  static void append(Path file, Instant at, Consumer<TestLedger> events) {
    try (FileLedger ledger = FileLedger.open(new LocalDisk(), file, () -> at)) {
      events.accept(recording(ledger, at));
    }
  }

  private static TestLedger recording(FileLedger ledger, Instant at) {
    return new TestLedger(ledger, REDACTOR, at).producer("test-" + producers++);
  }

  static TestLedger whole(TestLedger run, String runId, String status) {
    return begin(run, runId).stageStarted("work").stageCompleted("work").runFinished(status);
  }

  static TestLedger begin(TestLedger run, String runId) {
    return run.runCreated(
            with(RunCreated.NAME, "job of " + runId),
            with(RunCreated.VERSION, "7"),
            with(RunCreated.EXECUTION_KEY, key(runId).digest().hex()))
        .runStarted();
  }
}
