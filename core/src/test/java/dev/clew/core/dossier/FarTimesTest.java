package dev.clew.core.dossier;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.file;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.tookMillis;
import static dev.clew.core.Detail.with;
import static dev.clew.core.Detail.withJson;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.stage.RetryScheduled;
import dev.clew.core.fact.stage.Waited;
import dev.clew.core.json.Json;
import dev.clew.core.replay.OnDisk;
import dev.clew.core.replay.ReplayAsk;
import dev.clew.core.replay.ReplayPlanner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A producer may say any time and any duration, such as the zero time of Go.
class FarTimesTest {
  @ParameterizedTest
  @CsvSource({
    "0001-01-01T00:00:00Z, 1e40",
    "0000-01-01T00:00:00Z, -1e40",
    "9999-12-31T23:59:59Z, 9e17",
    "9999-12-31T23:59:59.999999999Z, 1e15",
    "2026-11-22T00:00:01Z, 1e999999999",
  })
  void explanation_ofAnyTime_isMade(String time, String millis) {
    Json much = new Json.Num(millis);
    TestLedger run =
        new TestLedger()
            .runCreated(
                at(1),
                withJson(RunCreated.LIMIT, much),
                withJson(
                    RunCreated.EXPECTS,
                    Json.object()
                        .put("claim", true)
                        .put("heartbeat_ms", much)
                        .put("status_persisted", true)
                        .put("status_persisted_ms", much)
                        .build()))
            .runClaimed(at(2))
            .stageStarted("a", at(time), withJson(AnyEvent.ELAPSED, much))
            .toolCallStarted("t", at(time), stage("a"))
            .toolCallCompleted("t", at(5), stage("a"), tookMillis(1))
            .stageRetryScheduled("a", at(6), withJson(RetryScheduled.DELAY, much))
            .event(
                Kind.WAITING,
                at(time),
                stage("a"),
                with(Waited.FOR, "lock"),
                withJson(Waited.DURATION, much))
            .artifactWritten("f", at(7), file("final", "f"))
            .runFinished("failed", at(time));
    assertThatCode(
            () -> {
              Explanation explained = Explanation.of(run.view());
              ReplayPlanner.of(explained, ReplayAsk.DEFAULT, OnDisk.NOT_LOOKED);
            })
        .doesNotThrowAnyException();
  }
}
