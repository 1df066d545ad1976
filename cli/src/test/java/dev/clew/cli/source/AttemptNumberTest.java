package dev.clew.cli.source;

import static dev.clew.core.Detail.error;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.verify.TestFiles;
import dev.clew.core.TestLedger;
import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.ledger.LedgerId;
import dev.clew.ledgerfile.FileLedger;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.redaction.SecretRedactor;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// RUN@N, for the commands that read one run.
class AttemptNumberTest {
  @TempDir private Path folder;
  private String ledger = "";

  /// The first attempt fails, the second succeeds.
  @BeforeEach
  void twoAttempts() {
    ExecutionKey key = new ExecutionKey(Digest.sha256());
    LedgerId id = new LedgerId("default", "run_1", "ledger_1");
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T13:00:00Z"));
    try (FileLedger file = FileLedger.create(new LocalDisk(), folder, "job", key, id, clock)) {
      new TestLedger(file, new SecretRedactor(), clock.instant())
          .runCreated(with(RunCreated.NAME, "job"))
          .runStarted(with(AttemptStarted.ATTEMPT, 1))
          .stageStarted("pay#1")
          .stageFailed("pay#1", error("http_500", "HTTP 500"))
          .runFinished("failed")
          .attempt("attempt_2")
          .runQueued(with(RunCreated.NAME, "job"))
          .runStarted(with(AttemptStarted.ATTEMPT, 2))
          .stageStarted("pay#1")
          .stageCompleted("pay#1")
          .runFinished("succeeded");
      ledger = file.path().toString();
    }
  }

  @Test
  void why_lastAttempt_hasNoBlocker() {
    assertThat(TestFiles.clew("why", ledger).out()).contains("nothing blocks this run");
    assertThat(TestFiles.clew("why", ledger + "@2").out()).contains("nothing blocks this run");
  }

  @Test
  void why_firstAttempt_isTheRunAsItStoodThen() {
    TestFiles.Ran ran = TestFiles.clew("why", ledger + "@1");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("BLOCKER").contains("pay").doesNotContain("nothing blocks");
    assertThat(TestFiles.clew("why", ledger + "@1", "--json").out()).contains("\"failed\"");
  }

  @Test
  void events_ofAnAttempt_areItsOwn() {
    assertThat(TestFiles.clew("events", ledger).out().lines()).hasSize(10);
    assertThat(TestFiles.clew("events", ledger + "@2").out().lines())
        .hasSize(5)
        .allMatch(line -> !line.contains("failed"));
  }

  @Test
  void why_attemptThatIsNotThere_namesThoseThatAre() {
    TestFiles.Ran ran = TestFiles.clew("why", ledger + "@7");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no attempt 7, only 1, 2");
  }
}
