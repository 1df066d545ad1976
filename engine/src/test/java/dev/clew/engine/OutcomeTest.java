package dev.clew.engine;

import static dev.clew.engine.TestRuns.one;
import static dev.clew.engine.TestRuns.stage;
import static dev.clew.engine.TestRuns.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.dossier.Blocker;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.json.Json;
import dev.clew.core.run.EffectView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageStatus;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a stage and a run come to.
class OutcomeTest {
  @ParameterizedTest
  @CsvSource({
    "200, SUCCEEDED",
    "201, SUCCEEDED",
    "202, SUCCEEDED",
    "204, SUCCEEDED",
    "299, SUCCEEDED",
    "300, FAILED",
    "304, FAILED",
    "400, FAILED",
    "402, FAILED",
    "404, FAILED",
    "500, FAILED",
    "503, FAILED"
  })
  void run_noExpectedStatus_takesEvery2xx(int status, StageStatus expected) {
    try (TestServer server = new TestServer(TestServer.json(status, status == 204 ? "" : "{}"))) {
      TestRuns.Ran ran = TestRuns.of(server, one()).run();
      assertThat(ran.stage("call").status()).isEqualTo(expected);
      assertThat(ran.stage("call").httpStatus()).isEqualTo(status);
      assertThat(ran.status())
          .isEqualTo(expected == StageStatus.FAILED ? RunStatus.FAILED : RunStatus.SUCCEEDED);
    }
  }

  @ParameterizedTest
  @CsvSource({"201, SUCCEEDED", "200, FAILED", "204, FAILED", "402, FAILED"})
  void run_expectedStatus_takesThatAlone(int status, StageStatus expected) {
    try (TestServer server = new TestServer(TestServer.json(status, status == 204 ? "" : "{}"))) {
      TestRuns.Ran ran = TestRuns.of(server, one("expectedStatus: 201")).run();
      assertThat(ran.stage("call").status()).isEqualTo(expected);
      if (expected == StageStatus.FAILED) {
        assertThat(ran.stage("call").headline())
            .isEqualTo("failed: HTTP " + status + ", expected 201");
        assertThat(ran.errorCode("call")).isEqualTo("http_" + status);
      }
    }
  }

  @Test
  void run_tolerated402_isCompletedWithFailures() {
    String body = "{\"error\":\"payment_method_requires_authentication\",\"id\":\"sub_1\"}";
    try (TestServer server =
        new TestServer(TestServer.json(402, body), TestServer.json(200, "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  workflow(
                      stage(
                          "pay",
                          "httpVerb: POST",
                          "expectedStatuses: [200, 402]",
                          "output:",
                          "  id: \"{{response.body.id}}\""),
                      stage("after")))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
      assertThat(ran.stage("pay").status()).isEqualTo(StageStatus.TOLERATED);
      assertThat(ran.stage("pay").headline())
          .isEqualTo("failed: HTTP 402, tolerated by expectedStatuses");
      assertThat(ran.rows(Kind.STAGE_FAILED)).isEmpty();
      assertThat(ran.rows(Kind.STAGE_COMPLETED).getFirst().event().attributes().text("outcome"))
          .isEqualTo("tolerated");
      assertThat(value(ran.stage("pay").outputs(), "id")).isEqualTo(Json.of("sub_1"));
      assertThat(ran.event(Kind.RUN_FINISHED).attributes().text("status"))
          .isEqualTo("completed_with_failures");
      Blocker blocker = Objects.requireNonNull(Blocker.of(ran.view()));
      assertThat(blocker.headline())
          .isEqualTo("pay answered 402 payment_method_requires_authentication");
      assertThat(blocker.severity()).isEqualTo(StageStatus.TOLERATED);
    }
  }

  @Test
  void run_402WithoutIdAndStatus_outputsAreNullWithReasonsAnd402IsTheBlocker() {
    String body =
        "{\"error\":\"payment_method_requires_authentication\","
            + "\"customer_id\":\"ACC-47291\",\"action_required\":\"3ds_challenge\"}";
    String workflow =
        workflow(
                stage(
                    "activate",
                    "httpVerb: POST",
                    "expectedStatuses: [200, 201, 402]",
                    "output:",
                    "  subscriptionId: \"{{response.body.id}}\"",
                    "  subscriptionStatus: \"{{response.body.status}}\""))
            + "endStage:\n  output:\n"
            + "    accountStatus: \"{{stage:activate.output.subscriptionStatus}}\"\n"
            + "    id: \"{{stage:activate.output.subscriptionId}}\"\n";
    try (TestServer server = new TestServer(TestServer.json(402, body))) {
      TestRuns.Ran ran = TestRuns.of(server, workflow).run();
      assertThat(ran.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
      for (String name : List.of("subscriptionId", "subscriptionStatus")) {
        NamedValue output = named(ran.stage("activate").outputs(), name);
        assertThat(output.value()).isEqualTo(Json.NULL);
        assertThat(Objects.requireNonNull(output.missing()).code()).isEqualTo("path_missing");
        assertThat(Objects.requireNonNull(output.missing()).reason()).isNotBlank();
      }
      for (NamedValue output : ran.view().attempt().output()) {
        assertThat(output.value()).isEqualTo(Json.NULL);
        assertThat(Objects.requireNonNull(output.missing()).reason())
            .as(output.name())
            .isNotBlank();
      }
      Blocker blocker = Objects.requireNonNull(Blocker.of(ran.view()));
      assertThat(blocker.stage()).isEqualTo(StagePath.of("activate"));
      assertThat(blocker.code()).isEqualTo("http_402");
    }
  }

  @Test
  void run_failure_laterStagesAreNotReachedAndTheOutputIsEvaluated() {
    String workflow =
        workflow(
                stage("make", "output:", "  id: \"{{response.body.id}}\""),
                stage("fail", "output:", "  never: \"{{response.body.id}}\""),
                stage("third"),
                stage("fourth"))
            + "endStage:\n  output:\n"
            + "    made: \"{{stage:make.output.id}}\"\n"
            + "    status: \"{{stage:fail.response.status}}\"\n"
            + "    never: \"{{stage:fail.output.never}}\"\n"
            + "    third: \"{{stage:third.response.status}}\"\n";
    try (TestServer server =
        new TestServer(
            TestServer.json(200, "{\"id\":\"a-1\"}"), TestServer.text(500, "text/plain", "no"))) {
      TestRuns.Ran ran = TestRuns.of(server, workflow).run();
      assertThat(ran.status()).isEqualTo(RunStatus.FAILED);
      assertThat(server.received()).hasSize(2);
      for (String name : List.of("third", "fourth")) {
        assertThat(ran.stage(name).status()).isEqualTo(StageStatus.NOT_REACHED);
        assertThat(ran.stage(name).cause()).isEqualTo(StagePath.of("fail"));
        assertThat(ran.stage(name).headline()).isEqualTo("not reached: fail failed");
      }
      List<NamedValue> output = ran.view().attempt().output();
      assertThat(value(output, "made")).isEqualTo(Json.of("a-1"));
      assertThat(value(output, "status")).isEqualTo(Json.of(500));
      assertThat(Objects.requireNonNull(named(output, "never").missing()).reason())
          .contains("fail");
      assertThat(Objects.requireNonNull(named(output, "third").missing()).reason())
          .contains("third");
    }
  }

  @Test
  void run_runIfIsFalse_isSkippedWithTheOperandsRecorded() {
    String workflow =
        workflow(
            stage("pay", "expectedStatuses: [200, 402]"),
            stage(
                "mail",
                "runIf: \"{{stage:pay.response.status}} == 200 || {{stage:pay.response.status}} =="
                    + " 201\""));
    try (TestServer server = new TestServer(TestServer.json(402, "{}"))) {
      TestRuns.Ran ran = TestRuns.of(server, workflow).run();
      assertThat(server.received()).hasSize(1);
      assertThat(ran.stage("mail").status()).isEqualTo(StageStatus.SKIPPED);
      Json.Obj decision = ran.event(Kind.DECISION_EVALUATED).attributes();
      assertThat(decision.flag("result")).isFalse();
      assertThat(decision.text("chosen")).isEqualTo("skip");
      assertThat(decision.text("explanation")).contains("402 == 200").contains("402 == 201");
      assertThat(decision.object("tree").toString())
          .contains("402")
          .contains("200")
          .contains("201");
    }
  }

  @Test
  void run_runIfIsTrue_runs() {
    String workflow =
        workflow(stage("pay"), stage("mail", "runIf: \"{{stage:pay.response.status}} == 200\""));
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns.Ran ran = TestRuns.of(server, workflow).run();
      assertThat(server.received()).hasSize(2);
      assertThat(ran.stage("mail").decisions().getFirst().chosen()).isEqualTo("run");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, 201, COMMITTED",
    "POST, 303, COMMITTED",
    "POST, 402, UNKNOWN",
    "PUT, 404, NOT_COMMITTED",
    "DELETE, 500, UNKNOWN",
    "PATCH, 503, UNKNOWN",
    "GET, 500, NONE",
    "HEAD, 200, NONE"
  })
  void run_answer_saysWhatTheCallDidOutside(String verb, int status, EffectView.State effect) {
    try (TestServer server =
        new TestServer(TestServer.json(status, verb.equals("HEAD") ? "" : "{}"))) {
      TestRuns.Ran ran = TestRuns.of(server, one("httpVerb: " + verb)).run();
      assertThat(ran.call().effect()).isEqualTo(effect);
    }
  }

  @Test
  void run_noAnswer_effectIsUnknownOnceBytesLeft() {
    try (TestServer server = new TestServer(TestServer.hangUp())) {
      TestRuns.Ran ran = TestRuns.of(server, one("httpVerb: POST")).run();
      assertThat(ran.call().effect()).isEqualTo(EffectView.State.UNKNOWN);
    }
  }

  static NamedValue named(List<NamedValue> values, String name) {
    for (NamedValue value : values) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw new AssertionError("no value " + name + " in " + values);
  }

  static Json value(List<NamedValue> values, String name) {
    return named(values, name).value();
  }
}
