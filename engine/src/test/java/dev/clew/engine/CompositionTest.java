package dev.clew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Kind;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageStatus;
import dev.clew.core.source.Position;
import dev.clew.core.source.SourceFile;
import dev.clew.engine.Routes.Reply;
import dev.clew.engine.context.RunSources;
import dev.clew.languagesih.definition.InitStage;
import dev.clew.languagesih.definition.InitVariable;
import dev.clew.plan.source.WorkflowFiles;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Stages that run beside each other, once an item, and in a workflow of their own.
class CompositionTest {
  private final FakePauses time = new FakePauses();

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
          time.runs(
                  TestPlans.of(
                          TestStage.get("left").dependsOn().set("l", "{{response.body.v}}"),
                          TestStage.get("right").dependsOn(),
                          TestStage.get("join")
                              .dependsOn("left", "right")
                              .output("seen", "{{global.l}}"))
                      .plan(server.url()))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(ran.output("join", "seen")).isEqualTo(Json.of("/left"));
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
          time.runs(
                  TestPlans.of(
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
          time.runs(
                  TestPlans.of(
                          TestStage.post("push", "{{context:item.n}}")
                              .forEach("{{input.items}}", false, 3)
                              .output("id", "{{response.body.id}}"))
                      .input("items", "[{\"n\":1},{\"n\":2},{\"n\":3},{\"n\":4},{\"n\":5}]")
                      .plan(server.url()))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(server.most()).isLessThanOrEqualTo(3);
      assertThat(ran.output("push", "foreach_count")).isEqualTo(Json.of(5));
      assertThat(ran.output("push", "id")).isEqualTo(Json.of(5));
      assertThat(ran.output("push", "foreach_items").toString())
          .startsWith("[{\"id\":1,\"http_status\":200},{\"id\":2");
      assertThat(ran.stage("push[3]").outputs()).isNotEmpty();
      assertThat(Objects.requireNonNull(ran.stage("push").items()).attributes().toString())
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
          time.runs(
                  TestPlans.of(
                          TestStage.post("push", "{\"n\":{{context:item}}}")
                              .forEach("{{input.items}}", true, 1))
                      .input("items", "[1,2,3,4]")
                      .plan(server.url()))
              .run();
      assertThat(ran.errorCode("push")).isEqualTo("item_failed");
      assertThat(String.valueOf(ran.stage("push").cause())).isEqualTo("push[1]");
      assertThat(Objects.requireNonNull(ran.stage("push").items()).notReached()).isEqualTo(2);
      assertThat(ran.errorCode("push[1]")).isEqualTo("http_500");
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void forEach_sequential_setReachesTheNextItem() {
    try (Routes server = new Routes(asked -> Reply.json(200, asked.body()))) {
      TestRuns.Ran ran =
          time.runs(
                  TestPlans.of(
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
          time.runs(
                  TestPlans.of(
                          TestStage.get("push")
                              .at("/items/{{context:item.sku}}")
                              .forEachOf("data.yaml", "rows"))
                      .input("kind", "\"x\"")
                      .plan(server.url()))
              .sources(live ->
                  new RunSources(
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
                      new InitVariable.Value.Fixed(TestStage.parsed("fixed")),
                      false,
                      Position.START)),
              List.of(TestStage.named("channel", "api")));
      TestRuns.Ran ran =
          time.runs(
                  TestPlans.of(
                          TestStage.child("login", login.workflow(server.url()))
                              .with("user", "ann"),
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
      assertThat(ran.output("login", "ticket")).isEqualTo(Json.of("t-24"));
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
          time.runs(
                  TestPlans.of(
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
}
