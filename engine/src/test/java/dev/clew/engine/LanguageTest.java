package dev.clew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Kind;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.Violation;
import dev.clew.core.json.Json;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageStatus;
import dev.clew.engine.Routes.Reply;
import dev.clew.engine.context.Contracts;
import dev.clew.engine.context.RunSettings;
import dev.clew.plan.Plan;
import dev.clew.plan.stage.LatencyProfile;
import dev.clew.plan.stage.MockSpec;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What the language can say of one stage and of what comes after it.
class LanguageTest {
  private final FakePauses time = new FakePauses();

  @Test
  void onStatus_jumpToEnd_bypassesTheCheckAndSaysWhatItLeftOut() {
    try (Routes server = new Routes(asked -> Reply.json(402, "{\"error\":\"pay\"}"))) {
      TestRuns.Ran ran =
          time.runs(
                  TestPlans.of(
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
          time.runs(TestPlans.of(TestStage.get("call").failsOn(200)).plan(server.url())).run();
      assertThat(ran.errorMessage("call")).isEqualTo("HTTP 200, which fails by onStatus 200");
    }
  }

  @Test
  void jump_backward_visitsTheStageAgain() {
    try (Routes server =
        new Routes(asked ->
            Reply.json(asked.path().equals("/check") && asked.visit() < 3 ? 202 : 200, "{}"))) {
      TestRuns.Ran ran =
          time.runs(
                  TestPlans.of(
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
          time.runs(
                  TestPlans.of(
                          TestStage.get("poll"), TestStage.get("back").jumpOnStatus(202, "poll"))
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
          time.runs(
                  TestPlans.of(
                          TestStage.post("make", "{}")
                              .expects(201)
                              .ensure(TestStage.named("conflict", "yes")))
                      .plan(server.url()))
              .run();
      assertThat(ran.stage("make").status()).isEqualTo(StageStatus.SUCCEEDED);
      assertThat(ran.output("make", "ensure_status")).isEqualTo(Json.of("existing"));
      assertThat(ran.output("make", "existed")).isEqualTo(Json.TRUE);
      assertThat(ran.output("make", "conflict")).isEqualTo(Json.of("yes"));
    }
  }

  @Test
  void assertion_blocking_failsTheStageAndTheRunsSettingIsBelowItsOwn() {
    try (Routes server = new Routes(asked -> Reply.json(200, "{}"))) {
      TestStage own = TestStage.get("call").holds("{{response.status}} == 201", true);
      TestStage open = TestStage.get("call").holds("{{response.status}} == 201", null);
      RunSettings.Modes lenient = new RunSettings.Modes(false, false, false, false);
      TestRuns.Ran blocked = time.runs(TestPlans.of(own).plan(server.url())).modes(lenient).run();
      assertThat(blocked.errorCode("call")).isEqualTo("assertion_failed");
      assertThat(time.runs(TestPlans.of(open).plan(server.url())).run().errorCode("call"))
          .isEqualTo("assertion_failed");
      assertThat(time.runs(TestPlans.of(open).plan(server.url())).modes(lenient).run().status())
          .isEqualTo(RunStatus.SUCCEEDED);
    }
  }

  @Test
  void mocked_nothingIsSentAndTheOutcomeIsDecidedAsEver() {
    try (Routes server = new Routes(asked -> Reply.json(500, "{}"))) {
      TestRuns.Ran ran =
          time.runs(
                  TestPlans.of(
                          TestStage.post("make", "{{input.nobody}}")
                              .expects(201)
                              .mock(
                                  new MockSpec.Response(
                                      null, TestStage.template("{\"id\":\"{{input.id}}\"}"), null))
                              .output("id", "{{response.body.id}}"),
                          TestStage.plugin("ask", "LLM")
                              .mock(
                                  new MockSpec.Outputs(List.of(TestStage.named("text", "hello")))))
                      .input("id", "\"acc\"")
                      .plan(server.url()))
              .modes(new RunSettings.Modes(true, false, false, null))
              .run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(server.asked()).isEmpty();
      assertThat(ran.stage("make").isMocked()).isTrue();
      assertThat(ran.stage("make").httpStatus()).isEqualTo(201);
      assertThat(ran.output("make", "id")).isEqualTo(Json.of("acc"));
      assertThat(ran.output("ask", "text")).isEqualTo(Json.of("hello"));
      assertThat(ran.view().attempt().facts().mocked()).isTrue();
    }
  }

  @Test
  void contract_brokenRequestIsNotSentAndABrokenAnswerIsEvidence() {
    Contracts contracts =
        new Contracts() {
          @Override
          public List<Violation> request(
              dev.clew.plan.api.ResolvedApi api, dev.clew.engine.http.Request request) {
            return request.uri().getPath().equals("/bad") ? broken() : List.of();
          }

          @Override
          public List<Violation> response(
              dev.clew.plan.api.ResolvedApi api,
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

  @Test
  void debugMessageLatencyAndOnSkip_areWrittenDown() {
    LatencyProfile profile =
        new LatencyProfile("tri", List.of(new LatencyProfile.Band("any", 0L, null, "green", "ok")));
    try (Routes server = new Routes(asked -> Reply.json(200, "{}"))) {
      TestRuns.Ran ran =
          time.runs(
                  TestPlans.of(
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
      StageEnded ended = ran.stage("call").ended();
      assertThat(ended.message()).isEqualTo("answered 200");
      assertThat(Objects.requireNonNull(ended.latency()).band()).isEqualTo("any");
      assertThat(ended.context().getFirst().name()).isEqualTo("seen");
      assertThat(ran.stage("never").status()).isEqualTo(StageStatus.SKIPPED);
      assertThat(OutcomeTest.value(ran.view().attempt().output(), "state"))
          .isEqualTo(Json.of("not-attempted"));
    }
  }
}
