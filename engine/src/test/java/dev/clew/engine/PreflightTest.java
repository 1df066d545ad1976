package dev.clew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.dossier.Cause;
import dev.clew.core.dossier.Dossier;
import dev.clew.core.dossier.Phase;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.json.Json;
import dev.clew.core.run.RunStatus;
import dev.clew.engine.http.HttpLimits;
import dev.clew.engine.preflight.HealthChecks;
import dev.clew.engine.preflight.Preflight;
import dev.clew.plan.api.Readiness;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PreflightTest {
  private static final String WORKFLOW =
      """
      version: "1"
      name: w
      stages:
        - {name: one, kind: Http, apiRef: service, endpoint: /a, httpVerb: GET}
        - {name: two, kind: Http, apiRef: service, endpoint: /b, httpVerb: GET}
      """;

  private final List<String> progress = Collections.synchronizedList(new ArrayList<>());

  private Preflight.Operation check(String url, Readiness readiness) {
    return check(List.of(new HealthChecks.Target("svc", URI.create(url), readiness))).getFirst();
  }

  private List<Preflight.Operation> check(List<HealthChecks.Target> targets) {
    return new HealthChecks(HttpLimits.DEFAULTS, InstantSource.system(), progress::add)
        .check(targets);
  }

  private static Readiness readiness(int retries, int timeoutMillis, Integer... statuses) {
    return new Readiness(
        retries, Duration.ofMillis(1), Duration.ofMillis(timeoutMillis), List.of(statuses));
  }

  private static List<String> attempts(Preflight.Operation operation) {
    List<String> shown = new ArrayList<>();
    for (Preflight.Attempt attempt : operation.attempts()) {
      shown.add(attempt.number() + " " + attempt.httpStatus() + " " + attempt.code());
    }
    return shown;
  }

  @Test
  void healthCheck_readyAtTheThirdAttempt_passesWithAllRecorded() {
    try (TestServer server =
        new TestServer(
            TestServer.json(503, "{}"), TestServer.hangUp(), TestServer.json(200, "{}"))) {
      Preflight.Operation operation = check(server.url() + "/health", readiness(5, 2000));
      assertThat(operation.status()).isEqualTo(Preflight.Status.PASSED);
      assertThat(operation.message()).isEqualTo("svc is ready: HTTP 200 at attempt 3");
      assertThat(attempts(operation))
          .containsExactly("1 503 ", "2 null connection_closed", "3 200 ");
      assertThat(server.received().getFirst().target()).isEqualTo("/health");
      assertThat(server.received().getFirst().method()).isEqualTo("GET");
      assertThat(progress).first().isEqualTo("svc is not ready (HTTP 503), attempt 1 of 6");
    }
  }

  @Test
  void healthCheck_neverReady_failsAfterItsRetries() {
    try (TestServer server = new TestServer(TestServer.json(500, "{}"))) {
      Preflight.Operation operation = check(server.url() + "/h", readiness(2, 2000, 200, 204));
      assertThat(operation.failed()).isTrue();
      assertThat(operation.code()).isEqualTo("dependency_not_ready");
      assertThat(operation.message())
          .isEqualTo(
              "svc is not ready: "
                  + server.url()
                  + "/h: HTTP 500, expected 200, 204 after 3 attempts; start it, or raise"
                  + " readiness.maxRetries in the catalog");
      assertThat(operation.attempts()).hasSize(3);
    }
  }

  @Test
  void healthCheck_silentServer_endsByItsOwnTimeout() {
    try (TestServer server = new TestServer(TestServer.silent())) {
      Preflight.Operation operation = check(server.url(), readiness(1, 60));
      assertThat(operation.failed()).isTrue();
      assertThat(operation.message()).contains("no answer within readiness.timeoutMs = 60");
      assertThat(attempts(operation))
          .containsExactly("1 null request_timeout", "2 null request_timeout");
    }
  }

  @Test
  void healthCheck_metadataAddress_isNotAskedAgain() {
    Preflight.Operation operation = check("http://169.254.169.254/health", readiness(9, 2000));
    assertThat(attempts(operation)).containsExactly("1 null address_blocked");
  }

  /// Each waits until the other one was asked.
  @Test
  void healthChecks_ofSeveral_runAtOnce() throws InterruptedException {
    try (TestServer first = new TestServer(TestServer.json(200, "{}"));
        TestServer second = new TestServer(TestServer.json(200, "{}"))) {
      var both = new CyclicBarrier(2);
      for (TestServer server : List.of(first, second)) {
        server.tells(request -> {
          try {
            both.await(30, TimeUnit.SECONDS);
          } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
          }
        });
      }
      List<Preflight.Operation> operations =
          check(
              List.of(
                  new HealthChecks.Target("a", URI.create(first.url()), readiness(0, 30_000)),
                  new HealthChecks.Target("b", URI.create(second.url()), readiness(0, 30_000))));
      assertThat(operations)
          .extracting(Preflight.Operation::message)
          .containsExactly("a is ready: HTTP 200", "b is ready: HTTP 200");
    }
  }

  @Test
  void run_failedPreflight_sendsNothingAndIsExplained() {
    try (TestServer server = new TestServer(TestServer.json(500, "{}"))) {
      Preflight preflight = new Preflight(List.of(check(server.url() + "/h", readiness(1, 2000))));
      int asked = server.received().size();
      TestRuns.Ran ran = TestRuns.of(server, WORKFLOW).preflight(preflight).run();
      assertThat(server.received()).hasSize(asked);
      assertThat(ran.status()).isEqualTo(RunStatus.FAILED);
      Event checked = ran.event(Kind.PREFLIGHT_CHECKED);
      assertThat(checked.attributes().text("status")).isEqualTo("failed");
      assertThat(checked.attributes().list("attempts")).hasSize(2);
      assertThat(ran.rows().indexOf(ran.rows(Kind.PREFLIGHT_CHECKED).getFirst()))
          .isLessThan(ran.rows().indexOf(ran.rows(Kind.RUN_STARTED).getFirst()));
      assertThat(ran.rows(Kind.STAGE_NOT_REACHED)).hasSize(2);
      Dossier dossier = Objects.requireNonNull(Dossier.of(ran.view()));
      assertThat(dossier.failure()).isEqualTo("dependency_not_ready");
      assertThat(dossier.cause()).isEqualTo(Cause.DEPENDENCY);
      assertThat(dossier.phase()).isEqualTo(Phase.BOOT);
      assertThat(dossier.blocker()).startsWith("svc is not ready: ").contains("HTTP 500");
      assertThat(dossier.evidence().getFirst().claim())
          .isEqualTo("svc was asked 2 times, the last failed");
    }
  }

  @Test
  void run_passedPreflight_isRecordedAndGoesOn() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      Preflight preflight = new Preflight(List.of(check(server.url() + "/h", readiness(0, 2000))));
      TestRuns.Ran ran = TestRuns.of(server, WORKFLOW).preflight(preflight).run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      Json.Obj checked = ran.event(Kind.PREFLIGHT_CHECKED).attributes();
      assertThat(checked.text("operation")).isEqualTo("health_check");
      assertThat(checked.text("target")).isEqualTo(server.url() + "/h");
    }
  }
}
