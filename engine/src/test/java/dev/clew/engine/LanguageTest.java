package dev.clew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.Kind;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.TryView;
import dev.clew.engine.Routes.Reply;
import dev.clew.engine.plugin.Executed;
import dev.clew.engine.plugin.Invocation;
import dev.clew.engine.plugin.Plugins;
import dev.clew.engine.plugin.StagePlugin;
import dev.clew.workflow.definition.InitStage;
import dev.clew.workflow.definition.InitVariable;
import dev.clew.workflow.definition.LatencyProfile;
import dev.clew.workflow.definition.Mock;
import dev.clew.workflow.definition.PluginCall;
import dev.clew.workflow.definition.Retry;
import dev.clew.workflow.plan.Plan;
import dev.clew.workflow.source.Position;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.source.WorkflowFiles;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the language can say beyond one call after the other.
class LanguageTest {
  private final FakePauses time = new FakePauses();

  private TestRuns fake(Plan plan) {
    return TestRuns.of(plan)
        .sources(live ->
            new Sources(
                live.exchanges(), () -> time, live.files(), live.contracts(), live.plugins()));
  }

  private static Json output(TestRuns.Ran ran, String stage, String name) {
    return OutcomeTest.value(ran.stage(stage).outputs(), name);
  }

  @Test
  void retry_untilItSucceeds_everyTryHasItsStatusErrorAndWait() {
    try (Routes server =
        new Routes(asked -> Reply.json(asked.visit() < 3 ? 503 : 200, "{\"ok\":true}"))) {
      TestRuns.Ran ran =
          fake(TestPlans.of(TestStage.get("poll").retry(3, 250, 503)).plan(server.url())).run();
      assertThat(ran.stage("poll").status()).isEqualTo(StageStatus.SUCCEEDED);
      List<TryView> tries = ran.stage("poll").tries();
      assertThat(tries).extracting(TryView::number).containsExactly(1, 2, 3);
      assertThat(tries).extracting(TryView::httpStatus).containsExactly(503, 503, 200);
      assertThat(tries.getFirst().delay()).isEqualTo(Duration.ofMillis(250));
      assertThat(tries.getFirst().error()).isNotNull();
      assertThat(tries.getLast().delay()).isNull();
      assertThat(time.waits).containsExactly("poll#1 250", "poll#2 250");
      assertThat(ran.calls()).hasSize(3);
      assertThat(ran.rows(Kind.WAITING)).hasSize(2);
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
    }
  }

  @Test
  void retry_triesUsedUp_failsWithTheLastStatus() {
    try (Routes server = new Routes(asked -> Reply.json(500, "{\"error\":\"busy\"}"))) {
      TestRuns.Ran ran =
          fake(TestPlans.of(TestStage.get("poll").retry(2, 10, 500)).plan(server.url())).run();
      assertThat(ran.errorCode("poll")).isEqualTo("http_500");
      assertThat(server.asked()).hasSize(3);
      assertThat(ran.stage("poll").tries()).hasSize(3);
    }
  }

  @Test
  void retry_noAnswer_isAlwaysTriedAgainAndSaysSo() {
    Plan plan = TestPlans.of(TestStage.get("gone").retry(1, 5, 503)).plan("http://127.0.0.1:1");
    TestRuns.Ran ran = fake(plan).run();
    assertThat(ran.errorCode("gone")).isEqualTo("connect_refused");
    assertThat(ran.stage("gone").tries()).hasSize(2);
    assertThat(ran.event(Kind.LOG).attributes().text("message")).isEqualTo("gave up");
  }

  @Test
  void retry_retryAfter_takesTheDelaysPlace() {
    try (Routes server =
        new Routes(asked ->
            switch (asked.visit()) {
              case 1 -> Reply.json(429, "{}", "Retry-After: 7");
              case 2 ->
                  Reply.json(
                      429,
                      "{}",
                      "Date: Sun, 22 Nov 2026 13:00:00 GMT",
                      "Retry-After: Sun, 22 Nov 2026 13:00:09 GMT");
              case 3 -> Reply.json(429, "{}", "Retry-After: 3600");
              default -> Reply.json(200, "{}");
            })) {
      TestRuns.Ran ran =
          fake(TestPlans.of(TestStage.get("poll").retry(5, 250, 429)).plan(server.url())).run();
      assertThat(ran.stage("poll").tries())
          .extracting(TryView::delayReason)
          .containsExactly("rate_limit", "rate_limit", "rate_limit", null);
      assertThat(time.waits.getFirst()).isEqualTo("poll#1 7000");
      assertThat(time.waits.getLast()).isEqualTo("poll#3 60000");
    }
  }

  @Test
  void retry_jitterAndBackoff_areDrawnFromTheSeed() {
    Retry policy =
        new Retry(
            null,
            List.of(503),
            3,
            Duration.ofMillis(100),
            Retry.Backoff.EXPONENTIAL,
            Duration.ofMillis(250),
            true,
            true,
            null);
    try (Routes server = new Routes(asked -> Reply.json(503, "{}"))) {
      Plan plan = TestPlans.of(TestStage.get("poll").retry(policy)).plan(server.url());
      fake(plan).run();
      List<String> first = List.copyOf(time.waits);
      time.waits.clear();
      fake(plan).run();
      assertThat(time.waits).isEqualTo(first).hasSize(3);
      time.waits.clear();
      fake(plan).seed("another").run();
      assertThat(time.waits).isNotEqualTo(first);
    }
  }

  @Test
  void timeout_overAllTries_endsTheStageByName() {
    try (Routes server = new Routes(asked -> Reply.json(503, "{}"))) {
      TestRuns.Ran ran =
          fake(TestPlans.of(TestStage.get("poll").retry(9, 400, 503).timeout(Duration.ofSeconds(1)))
                  .plan(server.url()))
              .run();
      assertThat(ran.errorCode("poll")).isEqualTo("stage_timeout");
      assertThat(ran.errorMessage("poll")).startsWith("timeoutSeconds = 1 of stage poll");
      assertThat(server.asked()).hasSize(3);
      assertThat(ran.rows(Kind.WAITING).getLast().event().attributes().text("cut"))
          .isEqualTo("stage_timeout");
    }
  }

  @Test
  void timeout_whileACallIsUnderWay_abortsIt() {
    CountDownLatch over = new CountDownLatch(1);
    try (Routes server =
        new Routes(asked -> {
          over.await(30, TimeUnit.SECONDS);
          return Reply.json(200, "{}");
        })) {
      TestRuns.Ran ran =
          TestRuns.of(
                  TestPlans.of(TestStage.get("slow").timeout(Duration.ofMillis(80)))
                      .plan(server.url()))
              .run();
      over.countDown();
      assertThat(ran.errorCode("slow")).isEqualTo("stage_timeout");
      assertThat(ran.rows(Kind.TOOL_CALL_FAILED)).hasSize(1);
    }
  }

  @Test
  void breaker_opensAfterFailures_keepsCallsBackAndTriesAgain() {
    try (Routes server =
        new Routes(asked -> Reply.json(asked.path().endsWith("4") ? 200 : 500, "{}"))) {
      List<TestStage> stages = new ArrayList<>();
      for (int at = 0; at < 5; at++) {
        stages.add(TestStage.get("s" + at).retry(1, 1, 500).breaker(2, 60_000).expects(200, 500));
      }
      stages.set(3, stages.get(3).onStatus(500, null));
      stages.get(4).delay(Duration.ofSeconds(60));
      TestRuns.Ran blocked =
          fake(TestPlans.of(stages.subList(0, 3).toArray(new TestStage[0])).plan(server.url()))
              .run();
      assertThat(blocked.errorCode("s2")).isEqualTo("circuit_open");
      assertThat(blocked.stage("s2").httpStatus()).isNull();
      assertThat(server.paths()).doesNotContain("/s2");
      Json.Obj opened = blocked.rows(Kind.BREAKER_CHANGED).getFirst().event().attributes();
      assertThat(opened.text("from") + " " + opened.text("to")).isEqualTo("closed open");
      assertThat(opened.whole("failures")).isEqualTo(2);
      TestRuns.Ran closed =
          fake(TestPlans.of(stages.get(0), stages.get(1), stages.get(4)).plan(server.url())).run();
      assertThat(closed.rows(Kind.BREAKER_CHANGED))
          .extracting(row -> row.event().attributes().text("to"))
          .containsExactly("open", "half_open", "closed");
      assertThat(closed.stage("s4").status()).isEqualTo(StageStatus.SUCCEEDED);
    }
  }

  @Test
  void onStatus_jumpToEnd_bypassesTheCheckAndSaysWhatItLeftOut() {
    try (Routes server = new Routes(asked -> Reply.json(402, "{\"error\":\"pay\"}"))) {
      TestRuns.Ran ran =
          fake(TestPlans.of(
                      TestStage.get("activate")
                          .expects(200)
                          .onStatus(402, "endStage", TestStage.named("state", "pending"))
                          .holds("{{stage:activate.output.state}} == \"active\"", true),
                      TestStage.get("mail"))
                  .output("state", "{{stage:activate.output.state}}")
                  .plan(server.url()))
              .run();
      assertThat(ran.stage("activate").status()).isEqualTo(StageStatus.TOLERATED);
      assertThat(ran.stage("mail").status()).isEqualTo(StageStatus.NOT_REACHED);
      assertThat(ran.stage("mail").reason()).isEqualTo("jumped over: activate went on at endStage");
      assertThat(ran.stage("activate").decisions().getFirst().chosen()).isEqualTo("endStage");
      Json.Obj checked = ran.event(Kind.ASSERTION_EVALUATED).attributes();
      assertThat(checked.text("result")).isEqualTo("failed");
      assertThat(checked.flag("blocking")).isFalse();
      assertThat(OutcomeTest.value(ran.view().attempt().output(), "state"))
          .isEqualTo(Json.of("pending"));
      assertThat(ran.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
    }
  }

  @Test
  void onStatus_fail_failsAnExpectedStatus() {
    try (Routes server = new Routes(asked -> Reply.json(200, "{}"))) {
      TestRuns.Ran ran =
          fake(TestPlans.of(TestStage.get("call").failsOn(200)).plan(server.url())).run();
      assertThat(ran.errorMessage("call")).isEqualTo("HTTP 200, which fails by onStatus 200");
    }
  }

  @Test
  void jump_backward_visitsTheStageAgain() {
    try (Routes server =
        new Routes(asked ->
            Reply.json(asked.path().equals("/check") && asked.visit() < 3 ? 202 : 200, "{}"))) {
      TestRuns.Ran ran =
          fake(TestPlans.of(
                      TestStage.get("poll"),
                      TestStage.get("check").jumpOnStatus(202, "poll"),
                      TestStage.get("after"))
                  .plan(server.url()))
              .run();
      assertThat(server.paths())
          .containsExactly("/poll", "/check", "/poll", "/check", "/poll", "/check", "/after");
      assertThat(ran.stage("poll~3").status()).isEqualTo(StageStatus.SUCCEEDED);
      assertThat(ran.stage("check~2").decisions()).hasSize(1);
      assertThat(ran.stage("check~3").decisions()).isEmpty();
    }
  }

  @Test
  void jump_withoutEnd_isStoppedByName() {
    try (Routes server = new Routes(asked -> Reply.json(202, "{}"))) {
      TestRuns.Ran ran =
          fake(TestPlans.of(TestStage.get("poll"), TestStage.get("back").jumpOnStatus(202, "poll"))
                  .plan(server.url()))
              .run();
      assertThat(ran.errorCode("back~1001")).isEqualTo("too_many_jumps");
      assertThat(ran.errorMessage("back~1001")).contains("jumps.max = 1000");
      assertThat(ran.status()).isEqualTo(RunStatus.FAILED);
    }
  }

  @Test
  void ensure_existing_succeedsAndSaysThatItWasThere() {
    try (Routes server = new Routes(asked -> Reply.json(409, "{}"))) {
      TestRuns.Ran ran =
          fake(TestPlans.of(
                      TestStage.post("make", "{}")
                          .expects(201)
                          .ensure(TestStage.named("conflict", "yes")))
                  .plan(server.url()))
              .run();
      assertThat(ran.stage("make").status()).isEqualTo(StageStatus.SUCCEEDED);
      assertThat(output(ran, "make", "ensure_status")).isEqualTo(Json.of("existing"));
      assertThat(output(ran, "make", "existed")).isEqualTo(Json.TRUE);
      assertThat(output(ran, "make", "conflict")).isEqualTo(Json.of("yes"));
    }
  }

  @Test
  void assertion_blocking_failsTheStageAndTheRunsSettingIsBelowItsOwn() {
    try (Routes server = new Routes(asked -> Reply.json(200, "{}"))) {
      TestStage own = TestStage.get("call").holds("{{response.status}} == 201", true);
      TestStage open = TestStage.get("call").holds("{{response.status}} == 201", null);
      RunSettings.Modes lenient = new RunSettings.Modes(false, false, false, false);
      TestRuns.Ran blocked = fake(TestPlans.of(own).plan(server.url())).modes(lenient).run();
      assertThat(blocked.errorCode("call")).isEqualTo("assertion_failed");
      assertThat(fake(TestPlans.of(open).plan(server.url())).run().errorCode("call"))
          .isEqualTo("assertion_failed");
      assertThat(fake(TestPlans.of(open).plan(server.url())).modes(lenient).run().status())
          .isEqualTo(RunStatus.SUCCEEDED);
    }
  }

  @Test
  void dependsOn_stagesWithoutEachOther_areUnderWayAtOnce() {
    CyclicBarrier both = new CyclicBarrier(2);
    try (Routes server =
        new Routes(asked -> {
          if (!asked.path().equals("/join")) {
            meet(both);
          }
          return Reply.json(200, "{\"v\":\"" + asked.path() + "\"}");
        })) {
      TestRuns.Ran ran =
          fake(TestPlans.of(
                      TestStage.get("left").dependsOn().set("l", "{{response.body.v}}"),
                      TestStage.get("right").dependsOn(),
                      TestStage.get("join")
                          .dependsOn("left", "right")
                          .output("seen", "{{global.l}}"))
                  .plan(server.url()))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(output(ran, "join", "seen")).isEqualTo(Json.of("/left"));
      assertThat(server.most()).isEqualTo(2);
    }
  }

  private static void meet(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (java.util.concurrent.BrokenBarrierException
        | java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void dependsOn_oneFails_whatRunsEndsAndNothingNewStarts() {
    CountDownLatch failed = new CountDownLatch(1);
    try (Routes server =
        new Routes(asked -> {
          if (asked.path().equals("/slow")) {
            failed.await(30, TimeUnit.SECONDS);
          } else {
            failed.countDown();
          }
          return Reply.json(asked.path().equals("/bad") ? 500 : 200, "{}");
        })) {
      TestRuns.Ran ran =
          fake(TestPlans.of(
                      TestStage.get("slow").dependsOn(),
                      TestStage.get("bad").dependsOn(),
                      TestStage.get("afterBad").dependsOn("bad"))
                  .plan(server.url()))
              .run();
      assertThat(ran.stage("slow").status()).isEqualTo(StageStatus.SUCCEEDED);
      assertThat(ran.stage("bad").status()).isEqualTo(StageStatus.FAILED);
      assertThat(ran.stage("afterBad").reason()).isEqualTo("stage bad failed");
      assertThat(ran.status()).isEqualTo(RunStatus.FAILED);
    }
  }

  @Test
  void forEach_parallel_everyItemHasANodeAndAtMostSoManyAreUnderWay() {
    try (Routes server =
        new Routes(asked -> {
          Thread.sleep(5);
          return Reply.json(200, "{\"id\":" + asked.body() + "}");
        })) {
      TestRuns.Ran ran =
          fake(TestPlans.of(
                      TestStage.post("push", "{{context:item.n}}")
                          .forEach("{{input.items}}", false, 3)
                          .output("id", "{{response.body.id}}"))
                  .input("items", "[{\"n\":1},{\"n\":2},{\"n\":3},{\"n\":4},{\"n\":5}]")
                  .plan(server.url()))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(server.most()).isLessThanOrEqualTo(3);
      assertThat(output(ran, "push", "foreach_count")).isEqualTo(Json.of(5));
      assertThat(output(ran, "push", "id")).isEqualTo(Json.of(5));
      assertThat(output(ran, "push", "foreach_items").toString())
          .startsWith("[{\"id\":1,\"http_status\":200},{\"id\":2");
      assertThat(ran.stage("push[3]").outputs()).isNotEmpty();
      assertThat(String.valueOf(ran.stage("push").items()))
          .isEqualTo(
              "{\"total\":5,\"succeeded\":5,\"tolerated\":0,\"failed\":0,\"skipped\":0,"
                  + "\"not_reached\":0}");
    }
  }

  @Test
  void forEach_oneItemFails_failsTheStageAndCountsWhatWasNotBegun() {
    try (Routes server =
        new Routes(asked -> Reply.json(asked.body().contains("2") ? 500 : 200, "{}"))) {
      TestRuns.Ran ran =
          fake(TestPlans.of(
                      TestStage.post("push", "{\"n\":{{context:item}}}")
                          .forEach("{{input.items}}", true, 1))
                  .input("items", "[1,2,3,4]")
                  .plan(server.url()))
              .run();
      assertThat(ran.errorCode("push")).isEqualTo("item_failed");
      assertThat(String.valueOf(ran.stage("push").cause())).isEqualTo("push[1]");
      assertThat(String.valueOf(ran.stage("push").items())).contains("\"not_reached\":2");
      assertThat(ran.errorCode("push[1]")).isEqualTo("http_500");
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void forEach_sequential_setReachesTheNextItem() {
    try (Routes server = new Routes(asked -> Reply.json(200, asked.body()))) {
      TestRuns.Ran ran =
          fake(TestPlans.of(
                      TestStage.post("sum", "{\"before\":\"{{global.last?}}\"}")
                          .forEach("{{input.items}}", true, 1)
                          .set("last", "item {{context:index}}"))
                  .input("items", "[1,2]")
                  .plan(server.url()))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(server.asked())
          .extracting(Routes.Asked::body)
          .containsExactly("{\"before\":\"\"}", "{\"before\":\"item 0\"}");
    }
  }

  @Test
  void forEach_dataFile_isCapturedAndItsContentIsATemplate() {
    WorkflowFiles files =
        (from, path) ->
            new WorkflowFiles.Read.Text(
                new SourceFile(path, "rows:\n  - sku: a-{{input.kind}}\n  - sku: b\n"));
    try (Routes server = new Routes(asked -> Reply.json(200, "{}"))) {
      TestRuns.Ran ran =
          fake(TestPlans.of(
                      TestStage.get("push")
                          .at("/items/{{context:item.sku}}")
                          .forEachOf("data.yaml", "rows"))
                  .input("kind", "\"x\"")
                  .plan(server.url()))
              .sources(live ->
                  new Sources(
                      live.exchanges(), () -> time, files, live.contracts(), live.plugins()))
              .run();
      assertThat(server.paths()).containsExactly("/items/a-x", "/items/b");
      Row captured = ran.rows(Kind.CONFIG_CAPTURED).getFirst();
      assertThat(captured.event().attributes().text("role")).isEqualTo("file");
      assertThat(captured.payload()).isNotNull();
    }
  }

  @Test
  void child_outputsResultAndContextComeBack() {
    try (Routes server =
        new Routes(asked -> Reply.json(200, "{\"id\":\"t-" + asked.body().length() + "\"}"))) {
      TestPlans login =
          TestPlans.named(
                  "login",
                  TestStage.post(
                          "token", "{\"user\":\"{{input.user}}\",\"c\":\"{{context.channel}}\"}")
                      .output("ticket", "{{response.body.id}}"))
              .input("user", "\"\"")
              .output("ticket", "{{stage:token.output.ticket}}")
              .endContext("place", "s-{{stage:token.output.ticket}}");
      InitStage init =
          new InitStage(
              List.of(
                  new InitVariable(
                      "id",
                      new InitVariable.Value.Fixed(TestStage.template("fixed")),
                      false,
                      Position.START)),
              List.of(TestStage.named("channel", "api")));
      TestRuns.Ran ran =
          fake(TestPlans.of(
                      TestStage.child("login", login.workflow(server.url())).with("user", "ann"),
                      TestStage.get("after")
                          .at("/{{context.place}}/{{stage:login.workflow.output.ticket}}"))
                  .init(init)
                  .output("status", "{{stage:login.workflow.result.status}}")
                  .plan(server.url()))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(server.asked().getFirst().body()).isEqualTo("{\"user\":\"ann\",\"c\":\"api\"}");
      assertThat(server.paths().getLast()).isEqualTo("/s-t-24/t-24");
      assertThat(ran.stage("login/token").status()).isEqualTo(StageStatus.SUCCEEDED);
      assertThat(output(ran, "login", "ticket")).isEqualTo(Json.of("t-24"));
      assertThat(OutcomeTest.value(ran.view().attempt().output(), "status"))
          .isEqualTo(Json.of("Ok"));
      assertThat(ran.event(Kind.VALUES_INITIALISED).attributes().objects("values")).hasSize(1);
    }
  }

  @Test
  void child_failsInALoop_theDeepestNodeIsNamed() {
    try (Routes server =
        new Routes(asked -> Reply.json(asked.body().contains("7") ? 500 : 200, "{}"))) {
      TestPlans inner =
          TestPlans.named("inner", TestStage.post("token", "{\"n\":{{input.n}}}")).input("n", "0");
      TestRuns.Ran ran =
          fake(TestPlans.of(
                      TestStage.child("onboard", inner.workflow(server.url()))
                          .with("n", "{{context:item}}")
                          .forEach("{{input.items}}", true, 1))
                  .input("items", "[1,7,3]")
                  .plan(server.url()))
              .run();
      assertThat(ran.errorCode("onboard[1]/token")).isEqualTo("http_500");
      assertThat(ran.errorCode("onboard[1]")).isEqualTo("child_failed");
      assertThat(ran.errorCode("onboard")).isEqualTo("item_failed");
    }
  }

  @Test
  void mocked_nothingIsSentAndTheOutcomeIsDecidedAsEver() {
    try (Routes server = new Routes(asked -> Reply.json(500, "{}"))) {
      TestRuns.Ran ran =
          fake(TestPlans.of(
                      TestStage.post("make", "{{input.nobody}}")
                          .expects(201)
                          .mock(
                              new Mock.Response(
                                  null, TestStage.template("{\"id\":\"{{input.id}}\"}"), null))
                          .output("id", "{{response.body.id}}"),
                      TestStage.plugin("ask", "LLM")
                          .mock(new Mock.Outputs(List.of(TestStage.named("text", "hello")))))
                  .input("id", "\"acc\"")
                  .plan(server.url()))
              .modes(new RunSettings.Modes(true, false, false, null))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(server.asked()).isEmpty();
      assertThat(ran.stage("make").isMocked()).isTrue();
      assertThat(ran.stage("make").httpStatus()).isEqualTo(201);
      assertThat(output(ran, "make", "id")).isEqualTo(Json.of("acc"));
      assertThat(output(ran, "ask", "text")).isEqualTo(Json.of("hello"));
      assertThat(ran.view().attempt().facts().flag("mocked")).isTrue();
    }
  }

  @Test
  void contract_brokenRequestIsNotSentAndABrokenAnswerIsEvidence() {
    Contracts contracts =
        new Contracts() {
          @Override
          public List<Violation> request(
              dev.clew.workflow.catalog.ResolvedApi api, dev.clew.engine.http.Request request) {
            return request.uri().getPath().equals("/bad") ? broken() : List.of();
          }

          @Override
          public List<Violation> response(
              dev.clew.workflow.catalog.ResolvedApi api,
              dev.clew.engine.http.Request request,
              dev.clew.engine.http.Exchange.Answered answer) {
            return broken();
          }

          private List<Violation> broken() {
            return List.of(new Violation("/id", "is no integer", "svc#/paths"));
          }
        };
    try (Routes server = new Routes(asked -> Reply.json(200, "{}"))) {
      Plan plan = TestPlans.of(TestStage.get("good"), TestStage.get("bad")).plan(server.url());
      TestRuns.Ran ran = TestRuns.of(plan).sources(live -> live.with(contracts)).run();
      assertThat(server.paths()).containsExactly("/good");
      assertThat(ran.stage("good").status()).isEqualTo(StageStatus.SUCCEEDED);
      assertThat(ran.errorCode("bad")).isEqualTo("contract_violation");
      assertThat(ran.rows(Kind.VALIDATION_COMPLETED))
          .extracting(row -> row.event().attributes().text("direction"))
          .containsExactly("response", "request");
      TestRuns.Ran strict =
          TestRuns.of(plan)
              .sources(live -> live.with(contracts))
              .modes(new RunSettings.Modes(false, false, true, null))
              .run();
      assertThat(strict.errorCode("good")).isEqualTo("contract_violation");
    }
  }

  /// Asks the API of its configuration, and says what it was answered.
  private static final class Echo implements StagePlugin {
    @Override
    public List<String> kinds() {
      return List.of("Echo");
    }

    @Override
    public List<Problem> check(PluginCall stage) {
      return List.of();
    }

    @Override
    public Executed execute(Invocation invocation) {
      var api = java.util.Objects.requireNonNull(invocation.api());
      var request =
          new dev.clew.engine.http.Request(
              "POST", URI.create(api.url("/echo")), List.of(), new byte[] {'1'});
      var exchange =
          invocation.send("model", request, Json.object().put("model", "echo-1").build());
      invocation.log("info", "asked for " + invocation.config().text("what", ""));
      return exchange instanceof dev.clew.engine.http.Exchange.Answered answer
          ? new Executed.Done(
              Map.of("text", Json.of(invocation.config().text("what", "") + answer.status())))
          : new Executed.Failed("model_unavailable", "nothing was answered");
    }
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
      assertThat(output(ran, "ask", "answer")).isEqualTo(Json.of("hi 200"));
      assertThat(ran.call().started().text("type")).isEqualTo("model");
      assertThat(ran.call().started().text("model")).isEqualTo("echo-1");
      assertThat(ran.event(Kind.LOG).attributes().text("message")).isEqualTo("asked for hi ");
    }
  }

  /// Fails with the status of every answer but a 200.
  private static final class Strict implements StagePlugin {
    @Override
    public List<String> kinds() {
      return List.of("Strict");
    }

    @Override
    public List<Problem> check(PluginCall stage) {
      return List.of();
    }

    @Override
    public Executed execute(Invocation invocation) {
      var api = java.util.Objects.requireNonNull(invocation.api());
      var request =
          new dev.clew.engine.http.Request(
              "POST", URI.create(api.url("/ask")), List.of(), new byte[] {0x31});
      return switch (invocation.send("model", request, Json.EMPTY_OBJECT)) {
        case dev.clew.engine.http.Exchange.Answered answer ->
            answer.status() == 200
                ? new Executed.Done(Map.of("text", Json.of("ok")))
                : new Executed.Failed("http_" + answer.status(), "HTTP " + answer.status());
        case dev.clew.engine.http.Exchange.Unanswered none ->
            new Executed.Failed("model_unavailable", none.message());
      };
    }
  }

  private TestRuns strict(Plan plan) {
    return fake(plan)
        .sources(live ->
            new Sources(
                live.exchanges(),
                () -> time,
                live.files(),
                live.contracts(),
                new Plugins(List.of(new Strict()))));
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

  @Test
  void debugMessageLatencyAndOnSkip_areWrittenDown() {
    LatencyProfile profile =
        new LatencyProfile("tri", List.of(new LatencyProfile.Band("any", 0L, null, "green", "ok")));
    try (Routes server = new Routes(asked -> Reply.json(200, "{}"))) {
      TestRuns.Ran ran =
          fake(TestPlans.of(
                      TestStage.get("call")
                          .debug("who", "{{input.user}}")
                          .message("answered {{response.status}}")
                          .latency(profile)
                          .context("seen", "{{response.status}}"),
                      TestStage.get("never")
                          .runIf("{{context.seen}} == 500")
                          .onSkip("state", "not-attempted"))
                  .input("user", "\"ann\"")
                  .output("state", "{{stage:never.output.state}}")
                  .plan(server.url()))
              .modes(new RunSettings.Modes(false, true, false, null))
              .run();
      assertThat(ran.event(Kind.LOG).attributes().text("message")).isEqualTo("who = ann");
      Json.Obj ended = ran.stage("call").ended();
      assertThat(ended.text("message")).isEqualTo("answered 200");
      assertThat(ended.object("latency").text("band")).isEqualTo("any");
      assertThat(ended.objects("context").getFirst().text("name")).isEqualTo("seen");
      assertThat(ran.stage("never").status()).isEqualTo(StageStatus.SKIPPED);
      assertThat(OutcomeTest.value(ran.view().attempt().output(), "state"))
          .isEqualTo(Json.of("not-attempted"));
    }
  }

  @Test
  void cancel_duringAWait_endsIt() throws InterruptedException {
    try (Routes server = new Routes(asked -> Reply.json(503, "{}"))) {
      TestRuns runs =
          TestRuns.of(
              TestPlans.of(TestStage.get("poll").retry(3, 3_600_000, 503), TestStage.get("after"))
                  .plan(server.url()));
      Engine engine = runs.engine();
      TestRuns.Ran[] ran = new TestRuns.Ran[1];
      Thread running = Thread.ofVirtual().start(() -> ran[0] = runs.run(engine));
      while (runs.memory.rows().stream()
          .noneMatch(row -> row.event().is(Kind.STAGE_RETRY_SCHEDULED))) {
        Thread.sleep(5);
      }
      engine.cancel();
      running.join();
      assertThat(ran[0].status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(ran[0].stage("poll").status()).isEqualTo(StageStatus.CANCELLED);
      assertThat(ran[0].stage("after").reason()).isEqualTo("the run was cancelled");
    }
  }
}
