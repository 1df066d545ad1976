package dev.clew.engine;

import static dev.clew.engine.TestRuns.stage;
import static dev.clew.engine.TestRuns.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.part.Missing;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Intake;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunStatus;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Values and events that are too large for the ledger: used whole, and the ledger says so.
class LimitTest {
  private static final String BIG = "b".repeat((64 << 10) + 1);

  @Test
  void run_valueOverTheLimit_isUsedWholeAndNotRecorded() {
    try (TestServer server = new TestServer(TestServer.json(200, "{\"id\":\"" + BIG + "\"}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  workflow(
                      stage("make", "output:", "  id: \"{{response.body.id}}\""),
                      stage(
                          "use",
                          "httpVerb: POST",
                          "body: '{\"id\": \"{{stage:make.output.id}}\"}'")))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(server.received().getLast().text()).contains(BIG);
      var output = OutcomeTest.named(ran.stage("make").outputs(), "id");
      assertThat(output.value()).isEqualTo(Json.NULL);
      Missing missing = Objects.requireNonNull(output.missing());
      assertThat(missing.code()).isEqualTo("over_limit");
      assertThat(missing.reason()).contains("attribute.bytes = 65536");
    }
  }

  @Test
  void run_valueAtTheLimit_isRecorded() {
    String value = "b".repeat((64 << 10) - 2);
    try (TestServer server = new TestServer(TestServer.json(200, "{\"id\":\"" + value + "\"}"))) {
      TestRuns.Ran ran =
          TestRuns.of(server, TestRuns.one("output:", "  id: \"{{response.body.id}}\"")).run();
      assertThat(OutcomeTest.value(ran.stage("call").outputs(), "id")).isEqualTo(Json.of(value));
    }
  }

  @Test
  void run_eventOverTheLimit_fallsBackAndSaysSo() {
    String value = "b".repeat(60_000);
    StringBuilder body = new StringBuilder();
    for (int use = 0; use < 20; use++) {
      body.append(use == 0 ? "" : ",").append("\"m").append(use).append("\": ");
      body.append("\"{{stage:make.output.id}}\"");
    }
    try (TestServer server = new TestServer(TestServer.json(200, "{\"id\":\"" + value + "\"}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  workflow(
                      stage("make", "output:", "  id: \"{{response.body.id}}\""),
                      stage("use", "httpVerb: POST", "body: '{" + body + "}'")))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(server.received().getLast().body().length).isGreaterThan(20 * 60_000);
      Event started = ran.rows(Kind.STAGE_STARTED).getLast().event();
      assertThat(started.attributes().object("over_limit").text("code")).isEqualTo("event.bytes");
      assertThat(started.attributes().object("over_limit").whole("limit"))
          .isEqualTo(Intake.EVENT_LIMIT_BYTES);
      assertThat(started.attributes().has("inputs")).isFalse();
      assertThat(started.attributes().text("kind")).isNotBlank();
    }
  }

  @Test
  void run_urlOverTheLimitOfAnEvent_doesNotEndTheLedger() {
    String value = "b".repeat(1_200_000);
    try (TestServer server =
        new TestServer(
            TestServer.json(200, "{\"id\":\"" + value + "\"}"), TestServer.json(414, "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  workflow(
                      stage("make", "output:", "  id: \"{{response.body.id}}\""),
                      stage("use", "query: {id: \"{{stage:make.output.id}}\"}"),
                      stage("later")))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.FAILED);
      assertThat(ran.stage("use").httpStatus()).isEqualTo(414);
      for (Row row : ran.rows()) {
        assertThat(EventJson.write(row.event()).toString().length())
            .isLessThan((int) Intake.EVENT_LIMIT_BYTES);
      }
    }
  }

  @Test
  void run_decisionOverTheLimitOfAnEvent_doesNotEndTheLedger() {
    String value = "b".repeat(1_200_000);
    try (TestServer server = new TestServer(TestServer.json(200, "{\"id\":\"" + value + "\"}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  workflow(
                      stage("make", "output:", "  id: \"{{response.body.id}}\""),
                      stage("use", "runIf: \"{{stage:make.output.id}} == 'a'\"")))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(ran.event(Kind.DECISION_EVALUATED).attributes().text("chosen")).isEqualTo("skip");
    }
  }
}
