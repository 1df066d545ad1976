package dev.clew.engine;

import static dev.clew.engine.TestRuns.stage;
import static dev.clew.engine.TestRuns.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Kind;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing is sent for a stage with an unresolved variable, or with a value that would make another
/// request of it.
class UnsentTest {
  private static final String MAKE = stage("make", "output:", "  id: \"{{response.body.id}}\"");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "endpoint: /things/{{stage:make.output.id}}",
        "headers: {X-Id: \"{{stage:make.output.id}}\"}",
        "query: {id: \"{{stage:make.output.id}}\"}",
        "body: '{\"id\": \"{{stage:make.output.id}}\"}'",
      })
  void run_nullOutputOfAnEarlierStage_sendsNothing(String use) {
    String make = MAKE + "    expectedStatuses: [200, 402]\n";
    try (TestServer server = new TestServer(TestServer.json(402, "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(server, workflow(make, stage("use", "httpVerb: POST", use), stage("later")))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.FAILED);
      assertThat(server.received()).hasSize(1);
      assertThat(ran.stage("use").status()).isEqualTo(StageStatus.FAILED);
      assertThat(ran.errorCode("use")).isEqualTo("unresolved_variable");
      assertThat(ran.errorMessage("use"))
          .contains("{{stage:make.output.id}}")
          .endsWith("nothing was sent");
      assertThat(ran.calls()).hasSize(1);
      assertThat(ran.stage("later").status()).isEqualTo(StageStatus.NOT_REACHED);
    }
  }

  @Test
  void run_unsetEnvironmentVariable_sendsNothing() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  workflow(
                      stage("make"),
                      stage("use", "endpoint: /{{stage:make.response.headers.X-Next}}")))
              .run();
      assertThat(server.received()).hasSize(1);
      assertThat(ran.errorCode("use")).isEqualTo("unresolved_variable");
      assertThat(ran.errorMessage("use")).contains("X-Next");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\r\\nX-Evil: 1", "a\\nb", "a\\u0000b", "a\\u007fb"})
  void run_controlCharacterOfAnAnswerInAHeader_sendsNothing(String id) {
    try (TestServer server = new TestServer(TestServer.json(200, "{\"id\":\"" + id + "\"}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  workflow(MAKE, stage("use", "headers: {X-Id: \"{{stage:make.output.id}}\"}")))
              .run();
      assertThat(server.received()).hasSize(1);
      assertThat(ran.stage("use").status()).isEqualTo(StageStatus.FAILED);
      assertThat(ran.errorCode("use")).isIn("unresolved_variable", "unsafe_header");
      assertThat(ran.errorMessage("use")).contains("X-Id").contains("nothing was sent");
      assertThat(ran.rows(Kind.TOOL_CALL_STARTED)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "", "a/../../admin", "x?admin=1#y", "a b", "ü€"})
  void run_hostilePathSegmentOfAnAnswer_staysInItsSegmentOrIsNotSent(String id) {
    try (TestServer server = new TestServer(TestServer.json(200, "{\"id\":\"" + id + "\"}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  server,
                  workflow(
                      MAKE, stage("use", "endpoint: \"/things/{{stage:make.output.id}}/state\"")))
              .run();
      if (ran.stage("use").status() == StageStatus.SUCCEEDED) {
        assertThat(server.received().getLast().target())
            .matches("/things/[A-Za-z0-9%._~!$&'()*+,;=:@/-]+/state");
      } else {
        assertThat(server.received()).hasSize(1);
        assertThat(ran.errorCode("use")).isEqualTo("unresolved_variable");
      }
    }
  }
}
