package dev.clew.engine;

import static dev.clew.engine.TestRuns.one;
import static dev.clew.engine.TestRuns.stage;
import static dev.clew.engine.TestRuns.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Kind;
import dev.clew.core.json.Json;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageStatus;
import dev.clew.engine.Routes.Reply;
import org.junit.jupiter.api.Test;

/// What a stage and the end of a workflow see of what they have made themselves.
class OwnValuesTest {
  private final FakePauses time = new FakePauses();

  @Test
  void message_ownOutput_isInIt() {
    try (TestServer server = new TestServer(TestServer.json(200, "{\"id\":\"A1\"}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  one(
                      "output: {id: \"{{response.body.id}}\"}",
                      "message: \"made {{stage:call.output.id}} ({{stage:call.output.http_status}})\""))
              .run();
      assertThat(ran.event(Kind.STAGE_COMPLETED).attributes().text("message"))
          .isEqualTo("made A1 (200)");
    }
  }

  @Test
  void onStatus_ownOutput_isInItsOutputsAndItsMessage() {
    try (TestServer server = new TestServer(TestServer.json(404, "{\"code\":\"gone\"}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  one(
                      "output: {code: \"{{response.body.code}}\"}",
                      "onStatus:",
                      "  404:",
                      "    fail: true",
                      "    output: {why: \"because {{stage:call.output.code}}\"}",
                      "    message: \"it is {{stage:call.output.code}}\""))
              .run();
      assertThat(ran.stage("call").status()).isEqualTo(StageStatus.FAILED);
      assertThat(ran.output("call", "why")).isEqualTo(Json.of("because gone"));
      assertThat(ran.event(Kind.STAGE_FAILED).attributes().text("message")).isEqualTo("it is gone");
      assertThat(ran.errorCode("call")).isEqualTo("http_404");
    }
  }

  @Test
  void message_ofAChild_seesWhatTheChildGave() {
    try (Routes server = new Routes(asked -> Reply.json(200, "{}"))) {
      TestRuns.Ran ran =
          time.runs(
                  TestPlans.of(
                          TestStage.child(
                                  "kid",
                                  TestPlans.of(TestStage.get("call"))
                                      .output("v", "x")
                                      .workflow(server.url()))
                              .message("{{stage:kid.output.v}}{{stage:kid.workflow.output.v}}"))
                      .plan(server.url()))
              .run();
      assertThat(ran.rows(Kind.STAGE_COMPLETED).getLast().event().attributes().text("message"))
          .isEqualTo("xx");
    }
  }

  @Test
  void setAndContext_seeTheEntriesAboveThem() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  workflow(
                      stage(
                          "first",
                          "set:",
                          "  g: \"{{stage:first.output.http_status}}\"",
                          "  h: \"{{global:g}}-x\"",
                          "  g2: \"{{global:h}}{{global:g}}\"",
                          "context:",
                          "  k: \"v-{{global:g}}\"",
                          "  l: \"{{context:k}}!\""),
                      stage("second", "endpoint: \"/{{global:g2}}/{{context:l}}\"")))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(server.received().getLast().target()).isEqualTo("/200-x200/v-200!");
    }
  }

  @Test
  void set_ofANameThatIsSetAbove_seesTheNewValue() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  "initStage: {variables: [{name: n, type: Fixed, value: \"0\"}]}\n"
                      + workflow(
                          stage("first", "set: {n: \"{{global:n}}1\", m: \"{{global:n}}\"}"),
                          stage("second", "endpoint: \"/{{global:n}}/{{global:m}}\"")))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(server.received().getLast().target()).isEqualTo("/01/01");
    }
  }

  @Test
  void endStage_contextAndMessage_seeTheEntriesAboveThem() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  one()
                      + "endStage:\n  output: {o: \"{{context:k?}}\"}\n"
                      + "  context: {k: x, l: \"{{context:k}}y\"}\n"
                      + "  assertions: [{actual: \"{{context:l}}\", operator: equals, expected: xy}]\n"
                      + "  result: {message: \"done {{context:l}}\"}\n")
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(ran.event(Kind.RUN_FINISHED).attributes().toString()).contains("done xy");
      assertThat(OutcomeTest.value(ran.view().attempt().output(), "o")).isEqualTo(Json.NULL);
    }
  }

  @Test
  void noStages_onlyMapWhatTheyAreGiven() {
    TestRuns.Ran ran =
        TestRuns.of(
                """
                version: "1.0"
                name: test
                input: [{name: t, type: Text}]
                endStage: {output: {t: "{{input.t}}"}}
                """)
            .input("t", "42")
            .run();
    assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(OutcomeTest.value(ran.view().attempt().output(), "t")).isEqualTo(Json.of("42"));
  }
}
