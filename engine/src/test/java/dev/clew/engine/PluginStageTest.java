package dev.clew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Kind;
import dev.clew.core.json.Json;
import dev.clew.core.run.StageStatus;
import dev.clew.engine.Routes.Reply;
import dev.clew.engine.context.RunSources;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Request;
import dev.clew.engine.plugin.Executed;
import dev.clew.engine.plugin.Invocation;
import dev.clew.engine.plugin.Plugins;
import dev.clew.engine.plugin.StagePlugin;
import dev.clew.plan.Plan;
import dev.clew.plan.PluginSpec;
import dev.clew.plan.api.ResolvedApi;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Stages that a plug-in executes.
class PluginStageTest {
  private final FakePauses time = new FakePauses();

  /// A plug-in that sends one request to the API of its stage.
  private abstract static class Asking implements StagePlugin {
    private final String kind;
    private final String path;

    Asking(String kind, String path) {
      this.kind = kind;
      this.path = path;
    }

    @Override
    public List<String> kinds() {
      return List.of(kind);
    }

    @Override
    public List<Problem> check(PluginSpec stage) {
      return List.of();
    }

    Exchange ask(Invocation invocation, Json.Obj about) {
      ResolvedApi api = Objects.requireNonNull(invocation.api());
      Request request = new Request("POST", URI.create(api.url(path)), List.of(), new byte[] {'1'});
      return invocation.send("model", request, about);
    }
  }

  /// Asks the API of its configuration, and says what it was answered.
  private static final class Echo extends Asking {
    Echo() {
      super("Echo", "/echo");
    }

    @Override
    public Executed execute(Invocation invocation) {
      Exchange exchange = ask(invocation, Json.object().put("model", "echo-1").build());
      String what = invocation.config().text("what", "");
      invocation.log("info", "asked for " + what);
      return exchange instanceof Exchange.Answered answer
          ? new Executed.Done(Map.of("text", Json.of(what + answer.status())))
          : new Executed.Failed("model_unavailable", "nothing was answered");
    }
  }

  /// Fails with the status of every answer but a 200.
  private static final class Strict extends Asking {
    Strict() {
      super("Strict", "/ask");
    }

    @Override
    public Executed execute(Invocation invocation) {
      return switch (ask(invocation, Json.EMPTY_OBJECT)) {
        case Exchange.Answered answer ->
            answer.status() == 200
                ? new Executed.Done(Map.of("text", Json.of("ok")))
                : new Executed.Failed("http_" + answer.status(), "HTTP " + answer.status());
        case Exchange.Unanswered none -> new Executed.Failed("model_unavailable", none.message());
      };
    }
  }

  private TestRuns strict(Plan plan) {
    return time.runs(plan)
        .sources(live ->
            new RunSources(
                live.exchanges(),
                () -> time,
                live.files(),
                live.contracts(),
                new Plugins(List.of(new Strict()))));
  }

  @Test
  void plugin_itsCallsLeaveTheEvidence() {
    try (Routes server = new Routes(asked -> Reply.json(200, "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(
                  TestPlans.of(
                          TestStage.plugin("ask", "echo")
                              .with("what", "{{input.what}}")
                              .output("answer", "{{stage:ask.output.text}}"))
                      .input("what", "\"hi \"")
                      .plan(server.url()))
              .sources(live -> live.with(new Plugins(List.of(new Echo()))))
              .run();
      assertThat(ran.output("ask", "answer")).isEqualTo(Json.of("hi 200"));
      assertThat(ran.call().started().callType()).isEqualTo("model");
      assertThat(ran.call().started().model()).isEqualTo("echo-1");
      assertThat(ran.event(Kind.LOG).attributes().text("message")).isEqualTo("asked for hi ");
    }
  }

  @Test
  void plugin_retry_isTriedAgainOnItsStatusesAndWithoutAnAnswer() {
    try (Routes server = new Routes(asked -> Reply.json(asked.visit() < 3 ? 429 : 200, "{}"))) {
      TestRuns.Ran ran =
          strict(
                  TestPlans.of(TestStage.plugin("ask", "strict").retry(3, 40, 429))
                      .plan(server.url()))
              .run();
      assertThat(ran.stage("ask").status()).isEqualTo(StageStatus.SUCCEEDED);
      assertThat(ran.stage("ask").tries()).hasSize(3);
      assertThat(ran.stage("ask").tries().getFirst().httpStatus()).isEqualTo(429);
      assertThat(time.waits).containsExactly("ask#1 40", "ask#2 40");
    }
    TestRuns.Ran gone =
        strict(
                TestPlans.of(TestStage.plugin("ask", "strict").retry(1, 5, 429))
                    .plan("http://127.0.0.1:1"))
            .run();
    assertThat(gone.errorCode("ask")).isEqualTo("model_unavailable");
    assertThat(gone.stage("ask").tries()).hasSize(2);
  }

  @Test
  void plugin_retry_otherStatusesAreNotTriedAgain() {
    try (Routes server = new Routes(asked -> Reply.json(400, "{}"))) {
      TestRuns.Ran ran =
          strict(
                  TestPlans.of(TestStage.plugin("ask", "strict").retry(3, 40, 429))
                      .plan(server.url()))
              .run();
      assertThat(ran.errorCode("ask")).isEqualTo("http_400");
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void plugin_breaker_keepsTheCallBack() {
    try (Routes server = new Routes(asked -> Reply.json(503, "{}"))) {
      TestStage first = TestStage.get("warm").retry(0, 1, 503).breaker(1, 60_000).expects(200, 503);
      TestStage second = TestStage.plugin("ask", "strict").retry(0, 1, 503).breaker(1, 60_000);
      TestRuns.Ran ran = strict(TestPlans.of(first, second).plan(server.url())).run();
      assertThat(ran.errorCode("ask")).isEqualTo("circuit_open");
      assertThat(server.paths()).doesNotContain("/ask");
    }
  }

  private TestRuns.Ran answered(int status, TestStage asking, TestStage... next) {
    List<TestStage> stages = new ArrayList<>(List.of(asking));
    stages.addAll(List.of(next));
    try (Routes server =
        new Routes(asked -> Reply.json(asked.path().equals("/ask") ? status : 200, "{\"n\":7}"))) {
      return strict(TestPlans.of(stages.toArray(TestStage[]::new)).plan(server.url())).run();
    }
  }

  @Test
  void plugin_statusThatIsExpected_isTolerated() {
    TestRuns.Ran ran =
        answered(
            402,
            TestStage.plugin("ask", "strict").expects(200, 402).output("n", "{{response.body.n}}"));
    assertThat(ran.stage("ask").status()).isEqualTo(StageStatus.TOLERATED);
    assertThat(ran.output("ask", "n")).isEqualTo(Json.of(7));
    assertThat(answered(500, TestStage.plugin("ask", "strict").expects(200, 402)).errorCode("ask"))
        .isEqualTo("http_500");
  }

  @Test
  void plugin_onStatus_jumpsWithItsOutputs() {
    TestRuns.Ran ran =
        answered(
            409,
            TestStage.plugin("ask", "strict")
                .onStatus(409, "endStage", TestStage.named("state", "there")),
            TestStage.get("next"));
    assertThat(ran.stage("ask").status()).isEqualTo(StageStatus.TOLERATED);
    assertThat(ran.output("ask", "state")).isEqualTo(Json.of("there"));
    assertThat(ran.stage("next").status()).isNotEqualTo(StageStatus.SUCCEEDED);
  }

  @Test
  void plugin_ensure_takesWhatIsThereForDone() {
    TestRuns.Ran ran = answered(409, TestStage.plugin("ask", "strict").ensure());
    assertThat(ran.stage("ask").status()).isEqualTo(StageStatus.SUCCEEDED);
    assertThat(ran.output("ask", "ensure_status")).isEqualTo(Json.of("existing"));
  }
}
