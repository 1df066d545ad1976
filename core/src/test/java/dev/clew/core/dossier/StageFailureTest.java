package dev.clew.core.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.event.StagePath;
import dev.clew.core.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Failures that only an engine knows: each has a rule, a cause and the row that shows it.
class StageFailureTest {
  private static Json error(String code, String message) {
    return Json.object().put("code", code).put("message", message).build();
  }

  private static TestRun begun(String stage) {
    return new TestRun("run_1")
        .event(1, "run_started")
        .event(2, "stage_started", "stage", stage, "try", 1);
  }

  private static TestRun failed(TestRun run, String stage, String code, String message) {
    return run.event(
            8,
            "stage_failed",
            "stage",
            stage,
            "summary",
            "failed: " + message,
            "error",
            error(code, message))
        .event(9, "run_finished", "status", "failed");
  }

  private static Dossier dossier(TestRun run) {
    return Objects.requireNonNull(Dossier.of(run.view()));
  }

  private static List<String> claims(Dossier dossier) {
    return dossier.evidence().stream()
        .filter(one -> one.side() == Evidence.Side.FOR)
        .map(Evidence::claim)
        .toList();
  }

  @Test
  void assertionFailed_citesTheOneThatDoesNotHold() {
    TestRun run =
        begun("check")
            .event(
                3,
                "assertion_evaluated",
                "stage",
                "check",
                "result",
                "failed",
                "summary",
                "assertion total is 3, expected 4")
            .event(
                4,
                "assertion_evaluated",
                "stage",
                "check",
                "result",
                "passed",
                "summary",
                "assertion name holds");
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
    TestRun run =
        begun("create")
            .event(
                3,
                "validation_completed",
                "stage",
                "create",
                "result",
                "failed",
                "summary",
                "the request breaks shop: $.price is text");
    Dossier dossier =
        dossier(failed(run, "create", "contract_violation", "the request breaks the contract"));
    assertThat(dossier.rule()).isEqualTo("stage.contract_violation@1");
    assertThat(dossier.cause()).isEqualTo(Cause.CONTRACT);
    assertThat(claims(dossier)).contains("the request breaks shop: $.price is text");
  }

  @Test
  void circuitOpen_citesTheBreakerThatOpenedAtAnotherStage() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_started")
            .event(2, "stage_started", "stage", "warm", "try", 1)
            .event(
                3,
                "breaker_changed",
                "stage",
                "warm",
                "to",
                "open",
                "summary",
                "circuit breaker shop: closed to open")
            .event(4, "stage_completed", "stage", "warm", "outcome", "succeeded")
            .event(5, "stage_started", "stage", "order", "try", 1);
    Dossier dossier =
        dossier(failed(run, "order", "circuit_open", "the circuit breaker shop is open"));
    assertThat(dossier.rule()).isEqualTo("stage.circuit_open@1");
    assertThat(dossier.cause()).isEqualTo(Cause.DEPENDENCY);
    assertThat(claims(dossier)).contains("circuit breaker shop: closed to open");
    assertThat(Objects.requireNonNull(dossier.stage()).consequences()).isEmpty();
  }

  @Test
  void assertionFailed_ofAStageThatWasAnswered_isNotBlamedOnTheAnswer() {
    TestRun run =
        begun("check")
            .event(
                3,
                "stage_failed",
                "stage",
                "check",
                "http_status",
                200,
                "error",
                error("assertion_failed", "assertion total 3 is not 4"))
            .event(4, "run_finished", "status", "failed");
    assertThat(dossier(run).blocker()).isEqualTo("check: assertion total 3 is not 4");
  }

  @Test
  void tooManyJumps_citesTheLastJump() {
    TestRun run =
        begun("poll")
            .event(
                3,
                "decision_evaluated",
                "stage",
                "poll",
                "purpose",
                "jump",
                "result",
                true,
                "summary",
                "onStatus 202: on to poll");
    Dossier dossier = dossier(failed(run, "poll", "too_many_jumps", "more than jumps.max = 1000"));
    assertThat(dossier.rule()).isEqualTo("stage.too_many_jumps@1");
    assertThat(dossier.cause()).isEqualTo(Cause.CONFIG);
    assertThat(claims(dossier)).contains("onStatus 202: on to poll");
  }

  @Test
  void stageTimeout_namesTheTriesTheirStatusesAndWaits() {
    TestRun run =
        begun("poll")
            .event(
                3,
                "stage_retry_scheduled",
                "stage",
                "poll",
                "try",
                1,
                "summary",
                "HTTP 503, try 2 is next",
                "delay_ms",
                400,
                "reason",
                "backoff",
                "http_status",
                503,
                "error",
                error("http_503", "HTTP 503"))
            .event(4, "stage_started", "stage", "poll", "try", 2);
    Dossier dossier =
        dossier(failed(run, "poll", "stage_timeout", "timeoutSeconds = 1 of stage poll is over"));
    assertThat(dossier.rule()).isEqualTo("stage.timeout@1");
    assertThat(dossier.cause()).isEqualTo(Cause.TIMEOUT);
    assertThat(claims(dossier)).contains("try 1: HTTP 503, then a wait of 400 ms");
  }

  @Test
  void anItemFails_theHeadlineNamesItAndHowManyOfHowMany() {
    Json items =
        Json.object()
            .put("total", 5)
            .put("succeeded", 3)
            .put("failed", 1)
            .put("not_reached", 1)
            .build();
    TestRun run =
        begun("push")
            .event(3, "stage_started", "stage", "push[3]", "try", 1)
            .event(
                4,
                "stage_failed",
                "stage",
                "push[3]",
                "http_status",
                500,
                "error",
                error("http_500", "HTTP 500"))
            .event(
                5,
                "stage_failed",
                "stage",
                "push",
                "items",
                items,
                "cause_stage",
                "push[3]",
                "error",
                error("item_failed", "item 3: HTTP 500"))
            .event(6, "run_finished", "status", "failed");
    assertThat(dossier(run).blocker())
        .isEqualTo("push[3] answered 500 (1 of 5 items failed, 1 not reached)");
  }

  @Test
  void consequences_onlyOfWhatCameAfterOrWasNotReachedBecauseOfIt() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_started")
            .event(2, "stage_skipped", "stage", "welcome", "reason", "its runIf is false")
            .event(3, "stage_started", "stage", "pay", "try", 1)
            .event(4, "stage_failed", "stage", "pay", "error", error("http_500", "HTTP 500"))
            .event(
                5, "stage_not_reached", "stage", "old", "cause_stage", "welcome", "reason", "jump")
            .event(6, "stage_not_reached", "stage", "mail", "cause_stage", "pay", "reason", "pay")
            .event(7, "run_finished", "status", "failed");
    assertThat(Objects.requireNonNull(dossier(run).stage()).consequences())
        .extracting(one -> one.stage().toString())
        .containsExactly("mail");
  }

  @Test
  void callWithUnknownEffect_isTheFirstThingToFindOut() {
    TestRun run =
        begun("charge")
            .event(
                3,
                "tool_call_started",
                "stage",
                "charge",
                "tool_call_id",
                "c1",
                "type",
                "http",
                "method",
                "POST",
                "url",
                "https://pay/charges")
            .event(
                4,
                "tool_call_completed",
                "stage",
                "charge",
                "tool_call_id",
                "c1",
                "http_status",
                500);

    assertThat(dossier(failed(run, "charge", "http_500", "HTTP 500")).nextActions())
        .startsWith(
            new NextAction.SettleEffect("run_1", StagePath.of("charge")),
            new NextAction.SeePlan("run_1", null, Set.of(), false));
  }
}
