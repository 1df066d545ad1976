package dev.clew.engine;

import static dev.clew.engine.TestRuns.stage;
import static dev.clew.engine.TestRuns.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.dossier.Dossier;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.run.EffectView;
import dev.clew.core.run.RunRecord;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancelTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"})
  void cancel_whileARequestIsUnderWay_endsTheRun(String begun)
      throws InterruptedException, ExecutionException, TimeoutException {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"), TestServer.stall(begun));
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      TestRuns runs =
          TestRuns.of(
              server,
              workflow(stage("one"), stage("two", "httpVerb: POST"), stage("three"), stage("four"))
                  + "endStage:\n  output:\n    one: \"{{stage:one.response.status}}\"\n");
      Engine engine = runs.engine();
      Future<TestRuns.Ran> running = thread.submit(() -> runs.run(engine));
      server.awaitRequest();
      server.awaitRequest();
      engine.cancel();
      TestRuns.Ran ran = running.get(30, TimeUnit.SECONDS);
      assertThat(ran.status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(ran.view().status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(ran.stage("one").status()).isEqualTo(StageStatus.SUCCEEDED);
      assertThat(ran.stage("two").status()).isEqualTo(StageStatus.CANCELLED);
      assertThat(ran.calls().getLast().effect()).isEqualTo(EffectView.State.UNKNOWN);
      for (String later : List.of("three", "four")) {
        assertThat(ran.stage(later).status()).isEqualTo(StageStatus.NOT_REACHED);
      }
      assertThat(ran.rows().getLast().event().is(Kind.RUN_CANCELLED)).isTrue();
      assertThat(OutcomeTest.value(ran.view().attempt().output(), "one").toString())
          .isEqualTo("200");
    }
  }

  @Test
  void cancel_beforeTheRun_sendsNothing() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns runs = TestRuns.of(server, workflow(stage("one"), stage("two")));
      Engine engine = runs.engine();
      engine.cancel();
      TestRuns.Ran ran = runs.run(engine);
      assertThat(ran.status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(server.received()).isEmpty();
      assertThat(ran.stage("one").headline()).isEqualTo("not reached: the run was cancelled");
    }
  }

  /// The limit is far below the time that the answer takes, and the answer never comes.
  @Test
  void run_overItsLimit_failsByTimeout() throws Exception {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"), TestServer.stall(""));
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      TestRuns runs =
          TestRuns.of(server, workflow(stage("one"), stage("two"), stage("three")))
              .limit(Duration.ofMillis(300));
      Engine engine = runs.engine();
      TestRuns.Ran ran = thread.submit(() -> runs.run(engine)).get(60, TimeUnit.SECONDS);
      Event end = ran.rows().getLast().event();
      SaidError error = Objects.requireNonNull(RunEnded.from(end).error());
      assertThat(ran.status()).isEqualTo(RunStatus.FAILED);
      assertThat(error.code()).isEqualTo("timeout");
      assertThat(error.message()).isEqualTo("not done after 300ms");
      assertThat(RunRecord.of(ran.view()).limit()).isEqualTo(Duration.ofMillis(300));
      assertThat(ran.stage("three").status()).isEqualTo(StageStatus.NOT_REACHED);
      assertThat(Objects.requireNonNull(Dossier.of(ran.view())).failure()).isEqualTo("timeout");
    }
  }

  @Test
  void run_withinItsLimit_isNotTouched() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns runs = TestRuns.of(server, workflow(stage("one"))).limit(Duration.ofMinutes(10));
      assertThat(runs.run(runs.engine()).status()).isEqualTo(RunStatus.SUCCEEDED);
    }
  }
}
