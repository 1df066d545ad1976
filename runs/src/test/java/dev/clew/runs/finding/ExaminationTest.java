package dev.clew.runs.finding;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.error;
import static dev.clew.core.Detail.expects;
import static dev.clew.core.Detail.severity;
import static dev.clew.core.Detail.summary;
import static dev.clew.core.Detail.tookMillis;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.dossier.Cause;
import dev.clew.core.dossier.Dossier;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.fact.run.Expects;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.run.RunView;
import dev.clew.redaction.SecretRedactor;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.StoredRunSource;
import dev.clew.store.Finding;
import dev.clew.store.Found;
import dev.clew.store.RunKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ExaminationTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-22T01:00:00Z");

  private static RecordedRun recorded(Consumer<TestLedger> events) {
    MemoryLedger ledger =
        new MemoryLedger(new LedgerId("default", "run_1", "ledger_1"), () -> RECEIVED);
    events.accept(new TestLedger(ledger, new SecretRedactor(), RECEIVED));
    return RecordedRun.of(new StoredRunSource(ledger, "run_1"));
  }

  private static Found examined(PastDurations past, Consumer<TestLedger> events) {
    return Examination.of(new RunKey("default", "run_1"), recorded(events), past);
  }

  private static Finding.Silence silence(PastDurations past, Consumer<TestLedger> events) {
    return Objects.requireNonNull(examined(past, events).finding().silence());
  }

  private static void begin(TestLedger run) {
    run.runCreated(at(1), with(RunCreated.NAME, "nightly")).runStarted(at(2));
  }

  @Test
  void of_failedRun_isTheFirstSentenceOfItsDossier() {
    Consumer<TestLedger> events =
        run -> {
          begin(run);
          run.stageStarted("upload", at(3))
              .stageFailed("upload", at(4), error("http_402", "answered 402"))
              .runFinished("failed");
        };
    Dossier dossier = Objects.requireNonNull(recorded(events).explanation().dossier());

    Finding finding = examined(PastDurations.NONE, events).finding();

    assertThat(finding.size()).isEqualTo(5);
    assertThat(finding.startedAt()).hasToString("2026-11-22T00:00:02Z");
    assertThat(finding.failure())
        .isEqualTo(
            new Finding.Failure(
                dossier.failure(), dossier.phase(), Cause.INPUT, dossier.blocker()));
    assertThat(finding.silence()).isNull();
  }

  @Test
  void of_goodRun_findsNothingWrong() {
    Finding finding =
        examined(
                PastDurations.NONE,
                run -> {
                  begin(run);
                  run.runFinished("succeeded");
                })
            .finding();

    assertThat(finding.failure()).isNull();
    assertThat(finding.silence()).isNull();
  }

  @Test
  void of_anyRun_isFoundByItsNameAndIdsAndAlarms() {
    Found found =
        examined(
            PastDurations.NONE,
            run -> {
              begin(run);
              run.event(Kind.LOG, summary("disk is nearly full"), severity(Severity.WARN))
                  .event(Kind.LOG, summary("chatter"), severity(Severity.INFO))
                  .event(Kind.LOG, summary("chatter"));
            });

    for (String word : List.of("nightly", "run", "1", "attempt", "nearly")) {
      assertThat(found.words().beginWith(List.of(word))).as(word).isTrue();
    }
    assertThat(found.words().beginWith(List.of("chatter"))).isFalse();
  }

  @Test
  void of_quietRun_isStuckAfterFiveMinutes() {
    Finding.Silence silence = silence(PastDurations.NONE, ExaminationTest::begin);

    assertThat(silence)
        .isEqualTo(new Finding.Silence(RECEIVED.plus(Duration.ofMinutes(5)), "no event for 5m00s"));
  }

  @Test
  void of_runWithAHeartbeat_isStuckWhenThatIsMissing() {
    Finding.Silence silence =
        silence(
            PastDurations.NONE,
            run -> run.runCreated(expects(Expects.HEARTBEAT, Duration.ofSeconds(30))).runStarted());

    assertThat(silence)
        .isEqualTo(
            new Finding.Silence(
                RECEIVED.plusSeconds(40),
                "a sign of life is due every 30.0 s, and none came for 40.0 s"));
  }

  @Test
  void of_runWhoseNextTryIsDue_isStuckWhenThatIsMissing() {
    Finding.Silence silence =
        silence(
            PastDurations.NONE,
            run -> {
              begin(run);
              run.stageStarted("upload")
                  .stageFailed("upload", error("http_503", "busy"))
                  .stageRetryScheduled(
                      "upload",
                      with(dev.clew.core.fact.stage.RetryScheduled.DELAY, Duration.ofSeconds(20)));
            });

    assertThat(silence.rule()).contains("another try of upload");
    assertThat(silence.stuckAt()).isBefore(RECEIVED.plus(Duration.ofMinutes(5)));
  }

  @Test
  void of_stageThatTakesLongInGoodRuns_isGivenItsTime() {
    List<RunView> good = new ArrayList<>();
    for (int minutes = 1; minutes <= 20; minutes++) {
      long took = Duration.ofMinutes(minutes).toMillis();
      good.add(
          recorded(
                  run -> {
                    begin(run);
                    run.stageStarted("render")
                        .stageCompleted("render", tookMillis(took))
                        .runFinished("succeeded");
                  })
              .view());
    }

    Finding.Silence silence =
        silence(
            PastDurations.of(good),
            run -> {
              begin(run);
              run.stageStarted("render");
            });

    assertThat(silence)
        .isEqualTo(
            new Finding.Silence(
                RECEIVED.plus(Duration.ofMinutes(19)),
                "no event for 19m00s, the p95 of stage render in good runs (20 of them)"));
  }

  @Test
  void of_heartbeatOfAges_isNoFault() {
    Finding.Silence silence =
        silence(
            PastDurations.NONE,
            run ->
                run.runCreated(expects(Expects.HEARTBEAT, Duration.ofMillis(Long.MAX_VALUE)))
                    .runStarted());

    assertThat(silence.stuckAt()).isAfter(RECEIVED);
  }
}
