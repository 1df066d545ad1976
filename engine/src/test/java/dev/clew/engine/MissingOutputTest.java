package dev.clew.engine;

import static dev.clew.engine.TestRuns.one;
import static dev.clew.engine.TestRuns.stage;
import static dev.clew.engine.TestRuns.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.dossier.Blocker;
import dev.clew.core.dossier.Cause;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.json.Json;
import dev.clew.core.run.EffectView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageStatus;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An output that must have a value, and has none.
class MissingOutputTest {
  private static final String TOKEN = "  token: \"{{response.body.token}}\"";

  @Test
  void run_missingInASuccessfulAnswer_failsTheStageAndLeavesTheCallAsItWas() {
    try (TestServer server =
        new TestServer(TestServer.json(201, "{\"id\":7,\"message\":\"made\"}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  workflow(
                      stage(
                          "make",
                          "httpVerb: POST",
                          "retry: {httpStatus: [500], maxRetries: 3, delayMs: 1}",
                          "output:",
                          "  id: \"{{response.body.id}}\"",
                          TOKEN),
                      stage("later")))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.FAILED);
      assertThat(server.received()).hasSize(1);
      assertThat(ran.stage("make").status()).isEqualTo(StageStatus.FAILED);
      assertThat(ran.stage("make").httpStatus()).isEqualTo(201);
      assertThat(ran.errorCode("make")).isEqualTo("output_missing");
      assertThat(ran.errorMessage("make"))
          .isEqualTo(
              "output token has no value: response.body.token is missing: the body has id, message;"
                  + " put '?' behind a name that may be missing");
      assertThat(ran.call().effect()).isEqualTo(EffectView.State.COMMITTED);
      assertThat(ran.output("make", "id")).isEqualTo(Json.of(7));
      NamedValue token = OutcomeTest.named(ran.stage("make").outputs(), "token");
      assertThat(Objects.requireNonNull(token.missing()).code()).isEqualTo("path_missing");
      assertThat(ran.stage("later").status()).isEqualTo(StageStatus.NOT_REACHED);
      Blocker blocker = Objects.requireNonNull(Blocker.of(ran.view()));
      assertThat(blocker.headline()).startsWith("make: output token has no value: ");
      assertThat(blocker.quote()).isNull();
      assertThat(Cause.ofCode(blocker.code())).isEqualTo(Cause.CONTRACT);
    }
  }

  @ParameterizedTest
  @CsvSource({"200, FAILED", "204, FAILED", "302, FAILED", "402, TOLERATED", "404, TOLERATED"})
  void run_missing_failsBelow400Only(int status, StageStatus expected) {
    try (TestServer server = new TestServer(TestServer.json(status, status == 204 ? "" : "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  one("expectedStatuses: [200, 204, 302, 402, 404]", "output:", TOKEN)
                      + "endStage: {output: {t: \"{{stage:call.output.token}}\"}}\n")
              .run();
      assertThat(ran.stage("call").status()).isEqualTo(expected);
      NamedValue end = OutcomeTest.named(ran.view().attempt().output(), "t");
      assertThat(end.value()).isEqualTo(Json.NULL);
      assertThat(Objects.requireNonNull(end.missing()).reason()).contains("token");
    }
  }

  @Test
  void run_missingByAQuestionMark_isNullAndSucceeds() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(server, one("output:", "  token: \"{{response.body.token?}}\"")).run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(ran.output("call", "token")).isEqualTo(Json.NULL);
    }
  }

  @Test
  void run_missingInEndStage_isNullAndSucceeds() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  one() + "endStage: {output: {t: \"{{stage:call.response.body.token}}\"}}\n")
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(ran.view().attempt().output().getFirst().missing()).isNotNull();
    }
  }

  @Test
  void run_missingOfAReaction_failsASuccess() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(server, one("onStatus: {200: {output: {t: \"{{response.body.t}}\"}}}")).run();
      assertThat(ran.errorCode("call")).isEqualTo("output_missing");
    }
  }

  @Test
  void run_missingOfAnItem_failsTheLoop() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  "version: \"1.0\"\nname: test\ninput: [{name: l, type: Array}]\nstages:\n"
                      + stage("call", "forEach: \"{{input.l}}\"", "output:", TOKEN))
              .input("l", "[1]")
              .run();
      assertThat(ran.errorCode("call")).isEqualTo("item_failed");
      assertThat(ran.errorCode("call[0]")).isEqualTo("output_missing");
    }
  }

  @Test
  void run_emptyBody_isEmptyText() {
    try (TestServer server = new TestServer(TestServer.json(204, ""), TestServer.json(200, "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  workflow(
                      stage("gone", "httpVerb: DELETE", "output: {b: \"{{response.body}}\"}"),
                      stage(
                          "next",
                          "httpVerb: POST",
                          "body: '{\"prev\":\"{{stage:gone.output.b}}\"}'")))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(new String(server.received().getLast().body(), StandardCharsets.UTF_8))
          .isEqualTo("{\"prev\":\"\"}");
    }
  }
}
