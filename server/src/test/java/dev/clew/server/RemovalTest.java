package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.server.TestServer.Answer;
import dev.clew.server.access.AuditLog;
import dev.clew.server.access.Quota;
import dev.clew.server.access.Role;
import dev.clew.server.access.TokenAsk;
import dev.clew.server.http.Route;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A run that is removed, by its route.
class RemovalTest {
  private static final String EVENT =
      "{\"namespace\":\"shop\",\"run_id\":\"r1\",\"kind\":\"run_started\"}";
  private static final String RUN = "/api/v1/runs/r1?namespace=shop";

  private TestServer server;
  private String[] admin;

  @BeforeEach
  void start() {
    server = TestServer.start();
    server.post(EVENT);
    admin = token(Role.ADMIN);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String[] token(Role role, String... namespaces) {
    Set<String> all = namespaces.length == 0 ? null : Set.of(namespaces);
    var ask = new TokenAsk(role, all, false, Quota.NONE, "", null);
    String text = server.server().tokens().create(ask, AuditLog.By.OWNER).text();
    return new String[] {"authorization", "Bearer " + text};
  }

  private Answer delete(String path, String... headers) {
    return server.send(server.request(path, headers).DELETE());
  }

  @Test
  void delete_run_everyRouteOfItSaysThatItIsGone() {
    assertThat(delete(RUN, admin).status()).isEqualTo(204);

    int gone = 0;
    for (Route route : server.server().routes()) {
      if (route.path().startsWith("/api/v1/runs/{id}")) {
        for (String query : List.of("", "?namespace=shop")) {
          Answer answer = server.send(RouteRows.request(server, route.name(), query, admin));

          assertThat(answer.status()).as(route.name() + query).isEqualTo(410);
          assertThat(answer.json().text("code")).isEqualTo("run.removed");
          gone++;
        }
      }
    }
    assertThat(gone).isGreaterThan(14);
    assertThat(server.get("/runs/r1", admin).status()).isEqualTo(410);
    assertThat(server.get("/api/v1/runs", admin).json().objects("runs")).isEmpty();
    assertThat(server.get("/metrics", admin).text())
        .contains("clew_runs_removed_total{policy=\"request\"} 1");
  }

  @Test
  void delete_run_saysWhatItWasAndWhoAskedForIt() {
    delete(RUN, admin);

    Json.Obj problem = server.get(RUN, admin).json();

    assertThat(problem.text("detail"))
        .startsWith("this run was removed on 2026-04-23, because tok_");
    assertThat(problem.text("removed_at")).startsWith("2026-04-23T13:00:00");
    assertThat(problem.text("policy")).isEqualTo("request");
    assertThat(problem.text("removed_by")).startsWith("tok_");
    assertThat(problem.text("run_status")).isEqualTo("running");
    assertThat(problem.whole("rows")).isEqualTo(1);
    assertThat(problem.text("chain")).hasSize(64);
  }

  @Test
  void delete_run_isInTheAuditLog() {
    delete(RUN, admin);

    List<Json.Obj> entries = server.get("/api/v1/audit", admin).json().objects("entries");

    Json.Obj removed =
        entries.stream()
            .filter(entry -> entry.text("what", "").equals("run_removed"))
            .findFirst()
            .orElseThrow();
    assertThat(removed.text("run_id")).isEqualTo("r1");
    assertThat(removed.text("namespace")).isEqualTo("shop");
    assertThat(removed.text("by")).startsWith("tok_");
    assertThat(removed.text("policy")).isEqualTo("request");
  }

  @Test
  void delete_run_lateEventsAreRejected() {
    delete(RUN, admin);

    Json.Obj result = server.post(EVENT, admin).result();

    assertThat(result.text("status")).isEqualTo("rejected");
    assertThat(result.text("code")).isEqualTo("run.removed");
    assertThat(result.has("limit")).isFalse();
    assertThat(server.get(RUN, admin).status()).isEqualTo(410);
  }

  @Test
  void removedRun_ofAnotherNamespace_isNotThere() {
    String[] other = token(Role.READ, "bank");
    String[] own = token(Role.READ, "shop");
    delete(RUN, admin);

    for (String path : List.of(RUN, "/api/v1/runs/r1", "/api/v1/runs/r1/events")) {
      assertThat(server.get(path, other).status()).as(path).isEqualTo(404);
      assertThat(server.get(path, own).status()).as(path).isEqualTo(410);
    }
  }

  @Test
  void delete_sameIdInAnotherNamespace_leavesThatOne() {
    server.post(EVENT.replace("shop", "bank"), admin);
    assertThat(delete("/api/v1/runs/r1", admin).status()).isEqualTo(409);
    delete(RUN, admin);

    assertThat(server.get("/api/v1/runs/r1?namespace=bank", admin).status()).isEqualTo(200);
    assertThat(server.get("/api/v1/runs/r1", admin).status()).isEqualTo(200);
    assertThat(server.get(RUN, admin).status()).isEqualTo(410);
  }

  @Test
  void delete_withoutTheRight_isRefused() {
    for (Role role : List.of(Role.INGEST, Role.READ, Role.OPERATE)) {
      assertThat(delete(RUN, token(role, "shop")).status()).as(role.name()).isEqualTo(403);
    }
    assertThat(server.get(RUN, admin).status()).isEqualTo(200);
  }

  @Test
  void delete_theServersOwnLedgers_areNotThere() {
    for (String own : List.of("tokens", "audit-2026-04")) {
      assertThat(delete("/api/v1/runs/" + own + "?namespace=clew.server", admin).status())
          .isEqualTo(404);
    }
    assertThat(server.get("/api/v1/audit", admin).status()).isEqualTo(200);
  }
}
