package dev.clew.core.dossier;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.error;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.summary;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.stage.BreakerChanged;
import dev.clew.core.fact.stage.CheckMade;
import dev.clew.core.fact.stage.DecisionMade;
import dev.clew.core.fact.stage.ItemTally;
import dev.clew.core.fact.stage.RetryScheduled;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Failures that only an engine knows: each has a rule, a cause and the row that shows it.
class StageFailureTest {
  private static TestLedger begun(String stage) {
    return new TestLedger().runStarted(at(1)).stageStarted(stage + "#1", at(2));
  }

  private static TestLedger failed(TestLedger run, String stage, String code, String message) {
    return run.stageFailed(stage, at(8), summary("failed: " + message), error(code, message))
        .runFinished("failed", at(9));
  }

  private static Dossier dossier(TestLedger run) {
    return Objects.requireNonNull(Dossier.of(run.view()));
  }

  private static List<String> claims(Dossier dossier) {
    return dossier.evidence().stream()
        .filter(one -> one.side() == Evidence.Side.FOR)
        .map(Evidence::claim)
        .toList();
  }

  @Test
  void events_thatSayNothing_areQuotedByTheirKind() {
    TestLedger run =
        begun("upload")
            .stageFailed("upload", at(8), summary(""))
            .runFinished("failed", at(9), summary(" "));

    assertThat(dossier(run).blocker()).isEqualTo("upload: stage failed");
    assertThat(claims(dossier(run))).contains("run finished", "stage failed");
  }

  @Test
  void assertionFailed_citesTheOneThatDoesNotHold() {
    TestLedger run =
        begun("check")
            .event(
                Kind.ASSERTION_EVALUATED,
                at(3),
                stage("check"),
                with(CheckMade.RESULT, Json.of("failed")),
                summary("assertion total is 3, expected 4"))
            .event(
                Kind.ASSERTION_EVALUATED,
                at(4),
                stage("check"),
                with(CheckMade.RESULT, Json.of("passed")),
                summary("assertion name holds"));
    Dossier dossier =
        dossier(failed(run, "check", "assertion_failed", "assertion total is 3, expected 4"));
    assertThat(dossier.rule()).isEqualTo("stage.assertion_failed@1");
    assertThat(dossier.failure()).isEqualTo("assertion_failed");
    assertThat(dossier.cause()).isEqualTo(Cause.CONTRACT);
    assertThat(dossier.blocker()).isEqualTo("check: assertion total is 3, expected 4");
    assertThat(claims(dossier))
        .contains("assertion total is 3, expected 4")
        .doesNotContain("assertion name holds");
  }

  @Test
  void contractViolation_citesTheValidation() {
    TestLedger run =
        begun("create")
            .event(
                Kind.VALIDATION_COMPLETED,
                at(3),
                stage("create"),
                with(CheckMade.RESULT, Json.of("failed")),
                summary("the request breaks shop: $.price is text"));
    Dossier dossier =
        dossier(failed(run, "create", "contract_violation", "the request breaks the contract"));
    assertThat(dossier.rule()).isEqualTo("stage.contract_violation@1");
    assertThat(dossier.cause()).isEqualTo(Cause.CONTRACT);
    assertThat(claims(dossier)).contains("the request breaks shop: $.price is text");
  }

  @Test
  void circuitOpen_citesTheBreakerThatOpenedAtAnotherStage() {
    TestLedger run =
        new TestLedger()
            .runStarted(at(1))
            .stageStarted("warm#1", at(2))
            .event(
                Kind.BREAKER_CHANGED,
                at(3),
                stage("warm"),
                with(BreakerChanged.TO, "open"),
                summary("circuit breaker shop: closed to open"))
            .stageCompleted("warm", at(4), with(StageEnded.OUTCOME, "succeeded"))
            .stageStarted("order#1", at(5));
    Dossier dossier =
        dossier(failed(run, "order", "circuit_open", "the circuit breaker shop is open"));
    assertThat(dossier.rule()).isEqualTo("stage.circuit_open@1");
    assertThat(dossier.cause()).isEqualTo(Cause.DEPENDENCY);
    assertThat(claims(dossier)).contains("circuit breaker shop: closed to open");
    assertThat(Objects.requireNonNull(dossier.stage()).consequences()).isEmpty();
  }

  @Test
  void assertionFailed_ofAStageThatWasAnswered_isNotBlamedOnTheAnswer() {
    TestLedger run =
        begun("check")
            .stageFailed(
                "check",
                at(3),
                with(StageEnded.HTTP_STATUS, 200),
                error("assertion_failed", "assertion total 3 is not 4"))
            .runFinished("failed", at(4));
    assertThat(dossier(run).blocker()).isEqualTo("check: assertion total 3 is not 4");
  }

  @Test
  void tooManyJumps_citesTheLastJump() {
    TestLedger run =
        begun("poll")
            .event(
                Kind.DECISION_EVALUATED,
                at(3),
                stage("poll"),
                with(DecisionMade.PURPOSE, "jump"),
                with(DecisionMade.RESULT, true),
                summary("onStatus 202: on to poll"));
    Dossier dossier = dossier(failed(run, "poll", "too_many_jumps", "more than jumps.max = 1000"));
    assertThat(dossier.rule()).isEqualTo("stage.too_many_jumps@1");
    assertThat(dossier.cause()).isEqualTo(Cause.CONFIG);
    assertThat(claims(dossier)).contains("onStatus 202: on to poll");
  }

  @Test
  void stageTimeout_namesTheTriesTheirStatusesAndWaits() {
    TestLedger run =
        begun("poll")
            .stageRetryScheduled(
                "poll#1",
                at(3),
                summary("HTTP 503, try 2 is next"),
                with(RetryScheduled.DELAY, Duration.ofMillis(400)),
                with(RetryScheduled.REASON, "backoff"),
                with(RetryScheduled.HTTP_STATUS, 503),
                error("http_503", "HTTP 503"))
            .stageStarted("poll#2", at(4));
    Dossier dossier =
        dossier(failed(run, "poll", "stage_timeout", "timeoutSeconds = 1 of stage poll is over"));
    assertThat(dossier.rule()).isEqualTo("stage.timeout@1");
    assertThat(dossier.cause()).isEqualTo(Cause.TIMEOUT);
    assertThat(claims(dossier)).contains("try 1: HTTP 503, then a wait of 400 ms");
  }

  @Test
  void anItemFails_theHeadlineNamesItAndHowManyOfHowMany() {
    ItemTally items =
        new ItemTally(
            new Attributes()
                .with(ItemTally.TOTAL, 5)
                .with(ItemTally.SUCCEEDED, 3)
                .with(ItemTally.FAILED, 1)
                .with(ItemTally.NOT_REACHED, 1)
                .build());
    TestLedger run =
        begun("push")
            .stageStarted("push[3]#1", at(3))
            .stageFailed(
                "push[3]", at(4), with(StageEnded.HTTP_STATUS, 500), error("http_500", "HTTP 500"))
            .stageFailed(
                "push",
                at(5),
                with(StageEnded.ITEMS, items),
                with(StageEnded.CAUSE_STAGE, "push[3]"),
                error("item_failed", "item 3: HTTP 500"))
            .runFinished("failed", at(6));
    assertThat(dossier(run).blocker())
        .isEqualTo("push[3] answered 500 (1 of 5 items failed, 1 not reached)");
  }

  @Test
  void consequences_onlyOfWhatCameAfterOrWasNotReachedBecauseOfIt() {
    TestLedger run =
        new TestLedger()
            .runStarted(at(1))
            .stageSkipped("welcome", at(2), with(StageEnded.REASON, "its runIf is false"))
            .stageStarted("pay#1", at(3))
            .stageFailed("pay", at(4), error("http_500", "HTTP 500"))
            .stageNotReached(
                "old",
                at(5),
                with(StageEnded.CAUSE_STAGE, "welcome"),
                with(StageEnded.REASON, "jump"))
            .stageNotReached(
                "mail", at(6), with(StageEnded.CAUSE_STAGE, "pay"), with(StageEnded.REASON, "pay"))
            .runFinished("failed", at(7));
    assertThat(Objects.requireNonNull(dossier(run).stage()).consequences())
        .extracting(one -> one.stage().toString())
        .containsExactly("mail");
  }

  @Test
  void callWithUnknownEffect_isTheFirstThingToFindOut() {
    TestLedger run =
        begun("charge")
            .toolCallStarted(
                "c1",
                at(3),
                stage("charge"),
                with(ToolCallStarted.CALL_TYPE, "http"),
                with(ToolCallStarted.METHOD, "POST"),
                with(ToolCallStarted.URL, "https://pay/charges"))
            .toolCallCompleted("c1", at(4), stage("charge"), with(ToolCallEnded.HTTP_STATUS, 500));

    assertThat(dossier(failed(run, "charge", "http_500", "HTTP 500")).nextActions())
        .startsWith(
            new NextAction.SettleEffect("run_1", StagePath.of("charge")),
            new NextAction.SeePlan("run_1", null, Set.of(), false));
  }
}
