package dev.clew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Kind;
import dev.clew.core.json.Json;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.core.run.TryView;
import dev.clew.engine.Routes.Reply;
import dev.clew.plan.Plan;
import dev.clew.plan.stage.LatencyProfile;
import dev.clew.plan.stage.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Tries of a stage, the waits between them, and what keeps further ones back.
class TriesTest {
  private final FakePauses time = new FakePauses();

  @Test
  void retry_untilItSucceeds_everyTryHasItsStatusErrorAndWait() {
    try (Routes server =
        new Routes(asked -> Reply.json(asked.visit() < 3 ? 503 : 200, "{\"ok\":true}"))) {
      TestRuns.Ran ran =
          time.runs(TestPlans.of(TestStage.get("poll").retry(3, 250, 503)).plan(server.url()))
              .run();
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
  void retry_thatSucceeds_lastsFromItsFirstStartInDurationAndBand() {
    LatencyProfile profile =
        new LatencyProfile(
            "tri",
            List.of(
                new LatencyProfile.Band("fast", null, 699L, "green", "ok"),
                new LatencyProfile.Band("slow", 700L, null, "red", "slow")));
    try (Routes server = new Routes(asked -> Reply.json(asked.visit() == 1 ? 503 : 200, "{}"))) {
      TestRuns.Ran ran =
          time.runs(
                  TestPlans.of(TestStage.get("poll").retry(1, 700, 503).latency(profile))
                      .plan(server.url()))
              .run();
      StageView poll = ran.stage("poll");
      assertThat(poll.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(700));
      assertThat(Objects.requireNonNull(poll.ended().latency()).band()).isEqualTo("slow");
    }
  }

  @Test
  void retry_triesUsedUp_failsWithTheLastStatus() {
    try (Routes server = new Routes(asked -> Reply.json(500, "{\"error\":\"busy\"}"))) {
      TestRuns.Ran ran =
          time.runs(TestPlans.of(TestStage.get("poll").retry(2, 10, 500)).plan(server.url())).run();
      assertThat(ran.errorCode("poll")).isEqualTo("http_500");
      assertThat(server.asked()).hasSize(3);
      assertThat(ran.stage("poll").tries()).hasSize(3);
    }
  }

  @Test
  void retry_noAnswer_isAlwaysTriedAgainAndSaysSo() {
    Plan plan = TestPlans.of(TestStage.get("gone").retry(1, 5, 503)).plan("http://127.0.0.1:1");
    TestRuns.Ran ran = time.runs(plan).run();
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
          time.runs(TestPlans.of(TestStage.get("poll").retry(5, 250, 429)).plan(server.url()))
              .run();
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
      time.runs(plan).run();
      List<String> first = List.copyOf(time.waits);
      time.waits.clear();
      time.runs(plan).run();
      assertThat(time.waits).isEqualTo(first).hasSize(3);
      time.waits.clear();
      time.runs(plan).seed("another").run();
      assertThat(time.waits).isNotEqualTo(first);
    }
  }

  @Test
  void timeout_overAllTries_endsTheStageByName() {
    try (Routes server = new Routes(asked -> Reply.json(503, "{}"))) {
      TestRuns.Ran ran =
          time.runs(
                  TestPlans.of(
                          TestStage.get("poll").retry(9, 400, 503).timeout(Duration.ofSeconds(1)))
                      .plan(server.url()))
              .run();
      assertThat(ran.errorCode("poll")).isEqualTo("stage_timeout");
      assertThat(ran.errorMessage("poll")).startsWith("timeout = 1s of stage poll");
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
          time.runs(TestPlans.of(stages.subList(0, 3).toArray(new TestStage[0])).plan(server.url()))
              .run();
      assertThat(blocked.errorCode("s2")).isEqualTo("circuit_open");
      assertThat(blocked.stage("s2").httpStatus()).isNull();
      assertThat(server.paths()).doesNotContain("/s2");
      Json.Obj opened = blocked.rows(Kind.BREAKER_CHANGED).getFirst().event().attributes();
      assertThat(opened.text("from") + " " + opened.text("to")).isEqualTo("closed open");
      assertThat(opened.whole("failures")).isEqualTo(2);
      TestRuns.Ran closed =
          time.runs(TestPlans.of(stages.get(0), stages.get(1), stages.get(4)).plan(server.url()))
              .run();
      assertThat(closed.rows(Kind.BREAKER_CHANGED))
          .extracting(row -> row.event().attributes().text("to"))
          .containsExactly("open", "half_open", "closed");
      assertThat(closed.stage("s4").status()).isEqualTo(StageStatus.SUCCEEDED);
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
