package dev.clew.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.verify.TestFiles;
import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Recorder;
import dev.clew.ledgerfile.FileLedger;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.redaction.SecretRedactor;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// RUN@N, for the commands that read one run.
class AttemptNumberTest {
  private final InstantSource clock = InstantSource.system();

  @TempDir private Path folder;
  private String ledger = "";

  /// The first attempt fails, the second succeeds.
  @BeforeEach
  void twoAttempts() {
    ExecutionKey key = new ExecutionKey(Digest.sha256());
    LedgerId id = new LedgerId("default", "run_1", "ledger_1");
    try (FileLedger file = FileLedger.create(new LocalDisk(), folder, "job", key, id, clock)) {
      attempt(file, 1, "failed");
      attempt(file, 2, "succeeded");
      ledger = file.path().toString();
    }
  }

  private void attempt(FileLedger file, int number, String status) {
    Recorder recorder =
        new Recorder(
            file,
            new SecretRedactor(),
            clock,
            new Recorder.Producer("att_" + number, "clew-run", 1, null, null));
    recorder
        .event(number == 1 ? Kind.RUN_CREATED : Kind.RUN_QUEUED, "begins")
        .with(RunCreated.NAME, "job")
        .append();
    recorder.event(Kind.RUN_STARTED, "run started").with(AttemptStarted.ATTEMPT, number).append();
    recorder.event(Kind.STAGE_STARTED, "started").stage(StagePath.of("pay"), 1).append();
    boolean failed = status.equals("failed");
    recorder
        .event(failed ? Kind.STAGE_FAILED : Kind.STAGE_COMPLETED, "stage " + status)
        .stage(StagePath.of("pay"), 1)
        .with(
            StageEnded.ERROR,
            failed
                ? new SaidError(
                    new Attributes()
                        .with(SaidError.CODE, "http_500")
                        .with(SaidError.MESSAGE, "HTTP 500")
                        .build())
                : null)
        .append();
    recorder.event(Kind.RUN_FINISHED, "run " + status).with(RunEnded.STATUS, status).append();
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
