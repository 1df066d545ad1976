package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.server.TestServer.Answer;
import dev.clew.server.access.AuditLog;
import dev.clew.server.access.Quota;
import dev.clew.server.access.Right;
import dev.clew.server.access.Role;
import dev.clew.server.access.TokenAsk;
import dev.clew.server.http.Route;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server with tokens: every route that it says it has, for everybody who might ask for it.
class AccessTest {
  private static final String SHOP_EVENT =
      "{\"namespace\":\"shop\",\"run_id\":\"r1\",\"kind\":\"run_started\"}";

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
    server.post(SHOP_EVENT);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String token(Role role, String... namespaces) {
    return token(role, Quota.NONE, null, namespaces);
  }

  private String token(Role role, Quota quota, @Nullable Duration life, String... namespaces) {
    Set<String> all = namespaces.length == 0 ? null : Set.of(namespaces);
    var ask = new TokenAsk(role, all, false, quota, "", life);
    return server.server().tokens().create(ask, AuditLog.By.OWNER).text();
  }

  private static String[] bearer(String token) {
    return new String[] {"authorization", "Bearer " + token};
  }

  private Answer asked(Route route, String... headers) {
    return server.send(RouteRows.request(server, route.name(), "", headers));
  }

  /// As HTTP says it; a call of gRPC says it in its own way.
  private static int status(Answer answer) {
    String status = answer.header("grpc-status");
    return status == null
        ? answer.status()
        : switch (status) {
          case "16" -> 401;
          case "7" -> 403;
          default -> answer.status();
        };
  }

  private List<Route> guarded() {
    return server.server().routes().stream()
        .filter(route -> route.right() != Right.ANYBODY)
        .toList();
  }

  @Test
  void everyRoute_withoutAToken_isRefused() {
    token(Role.READ);

    for (Route route : guarded()) {
      Answer answer = asked(route);

      assertThat(status(answer)).as(route.name()).isEqualTo(401);
      assertThat(answer.text()).doesNotContain("r1");
    }
    assertThat(server.get("/api/v1/runs").header("www-authenticate")).startsWith("Bearer");
  }

  @Test
  void everyRoute_aTokenThatIsNone_isRefused() {
    String good = token(Role.ADMIN);
    String otherSum = good.substring(0, good.length() - 1) + (good.endsWith("0") ? "1" : "0");

    for (String bad : List.of("", "x", otherSum, good + "0", good.toUpperCase(Locale.ROOT))) {
      Answer answer = server.get("/api/v1/runs", "authorization", "Bearer " + bad);

      assertThat(answer.status()).as(bad).isEqualTo(401);
    }
    assertThat(server.get("/api/v1/runs", "authorization", "Basic " + good).status())
        .isEqualTo(401);
    assertThat(server.get("/api/v1/runs?token=" + good).status()).isEqualTo(401);
  }

  @Test
  void everyRoute_everyRole_getsWhatItsRoleAllows() {
    for (Role role : Role.values()) {
      String token = role == Role.ADMIN ? token(role) : token(role, "shop");

      for (Route route : guarded()) {
        if (route.name().endsWith("/stream") && role.allows(route.right())) {
          continue;
        }
        int status = status(asked(route, bearer(token)));

        if (role.allows(route.right())) {
          assertThat(status).as(role + " " + route.name()).isNotIn(401, 403);
        } else {
          assertThat(status).as(role + " " + route.name()).isEqualTo(403);
        }
      }
    }
  }

  @Test
  void everyRunRoute_ofAnotherNamespace_isNotThere() {
    String token = token(Role.OPERATE, "bank");

    for (Route route : guarded()) {
      if (route.path().contains("/runs/{id}") && Role.OPERATE.allows(route.right())) {
        for (String query : List.of("", "?namespace=shop", "?namespace=clew.server")) {
          Answer answer =
              server.send(RouteRows.request(server, route.name(), query, bearer(token)));

          assertThat(answer.status()).as(route.name() + query).isEqualTo(404);
        }
      }
    }
    for (String query : List.of("", "?namespace=shop", "?q=r1", "?namespace=shop&q=r1")) {
      assertThat(server.get("/api/v1/runs" + query, bearer(token)).json().list("runs"))
          .as(query)
          .isEmpty();
    }
  }

  @Test
  void events_ofAnotherNamespace_areRefusedAsAWhole() {
    String token = token(Role.INGEST, "bank");
    String own = "{\"run_id\":\"r2\",\"kind\":\"run_started\"}";

    Answer refused = server.post(own + "\n" + SHOP_EVENT, bearer(token));
    Answer taken = server.post(own, bearer(token));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().text("code")).isEqualTo("namespace.forbidden");
    assertThat(refused.json().whole("index")).isEqualTo(1);
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.result().text("status")).isEqualTo("stored");
    Answer listed = server.get("/api/v1/runs?namespace=bank", bearer(token(Role.READ, "bank")));
    assertThat(listed.json().objects("runs")).hasSize(1);
  }

  @Test
  void payloads_areARightOfTheirOwn() {
    server.post(
        """
        {"namespace":"shop","run_id":"r1","kind":"stage_started","stage":"pay","try":1}
        {"namespace":"shop","run_id":"r1","kind":"error","stage":"pay","summary":"it was refused",
         "raw":"the body of the answer"}
        """);
    String without = token(Role.READ, "shop");
    var more = new TokenAsk(Role.READ, Set.of("shop"), true, Quota.NONE, "", null);
    String with = server.server().tokens().create(more, AuditLog.By.OWNER).text();

    for (String path : List.of("/events", "/document", "/report.html")) {
      Answer kept = server.get("/api/v1/runs/r1" + path, bearer(without));
      Answer whole = server.get("/api/v1/runs/r1" + path, bearer(with));

      assertThat(kept.text()).as(path).contains("it was refused").contains("sha256:");
      assertThat(kept.text()).as(path).doesNotContain("the body of the answer");
      assertThat(whole.text()).as(path).contains("the body of the answer");
      assertThat(whole.header("etag")).as(path).isNotEqualTo(kept.header("etag"));
    }
    assertThat(dossier(without)).isEqualTo(dossier(with));
  }

  private Json.Obj dossier(String token) {
    return server.get("/api/v1/runs/r1/dossier", bearer(token)).json();
  }

  @Test
  void serversOwnNamespace_isNobodys() {
    String event =
        "{\"namespace\":\"clew.server\",\"run_id\":\"tokens\",\"kind\":\"token_created\"}";

    assertThat(server.post(event).status()).isEqualTo(403);
    String admin = token(Role.ADMIN);
    assertThat(server.post(event, bearer(admin)).status()).isEqualTo(403);
    assertThat(server.get("/api/v1/runs/tokens?namespace=clew.server", bearer(admin)).status())
        .isEqualTo(404);
    assertThat(server.get("/api/v1/runs", bearer(admin)).json().objects("runs")).hasSize(1);
  }

  @Test
  void revokedToken_endsAtOnce_withItsSessions() {
    String admin = token(Role.ADMIN);
    Answer made =
        server.send(
            server
                .request("/api/v1/tokens", bearer(admin))
                .POST(BodyPublishers.ofString("{\"role\":\"read\"}")));
    String token = made.json().text("token", "");
    assertThat(made.status()).isEqualTo(201);
    assertThat(server.get("/api/v1/runs", bearer(token)).status()).isEqualTo(200);
    String cookie = login(token);
    assertThat(server.get("/api/v1/runs", "cookie", cookie).status()).isEqualTo(200);

    String id = made.json().text("token_id", "");
    var revoke = server.request("/api/v1/tokens/" + id, bearer(admin)).DELETE();
    assertThat(server.send(revoke).status()).isEqualTo(204);

    assertThat(server.get("/api/v1/runs", bearer(token)).status()).isEqualTo(401);
    assertThat(server.get("/api/v1/runs", "cookie", cookie).status()).isEqualTo(401);
    assertThat(server.send(revoke).status()).isEqualTo(404);
  }

  @Test
  void tokens_ofAList_areNotTold() {
    String admin = token(Role.ADMIN);

    Answer list = server.get("/api/v1/tokens", bearer(admin));

    assertThat(list.json().objects("tokens")).hasSize(1);
    assertThat(list.text()).doesNotContain(admin).doesNotContain("sha256");
  }

  @Test
  void expiredToken_isNone() {
    String token = token(Role.READ, Quota.NONE, Duration.ofMinutes(10));
    assertThat(server.get("/api/v1/runs", bearer(token)).status()).isEqualTo(200);

    server.passes(601);

    assertThat(server.get("/api/v1/runs", bearer(token)).status()).isEqualTo(401);
  }

  private String login(String token) {
    Answer answer =
        server.send(
            server
                .request("/login", "content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + token + "&next=/runs/r1")));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("location")).isEqualTo("/runs/r1");
    String cookie = Objects.requireNonNull(answer.header("set-cookie"));
    assertThat(cookie)
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/");
    return cookie.substring(0, cookie.indexOf(';'));
  }

  @Test
  void person_whoIsNotLoggedIn_isSentToTheLogin_andBack() {
    String token = token(Role.READ, "shop");

    Answer sent = server.get("/runs/r1?attempt=1", "accept", "text/html");

    assertThat(sent.status()).isEqualTo(303);
    assertThat(sent.header("location")).isEqualTo("/login?next=%2Fruns%2Fr1%3Fattempt%3D1");
    assertThat(server.get("/login?next=/runs/r1").text()).contains("value=\"/runs/r1\"");
    String cookie = login(token);
    assertThat(server.get("/runs/r1", "cookie", cookie, "accept", "text/html").status())
        .isEqualTo(200);
  }

  @Test
  void login_toAnotherSite_goesHome() {
    token(Role.READ);

    for (String next :
        List.of(
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/%22%3E%3Cscript%3E",
            "javascript:alert(1)")) {
      String page = server.get("/login?next=" + URLEncoder.encode(next, UTF_8)).text();

      assertThat(page).as(next).doesNotContain("evil").doesNotContain("<script");
    }
  }

  @Test
  void session_thatIsChanged_isNone() {
    String cookie = login(token(Role.READ));

    for (String bad :
        List.of(cookie + "0", cookie.replace(".", "-"), "clew_session=", "clew_session=a.b.c.d")) {
      assertThat(server.get("/api/v1/runs", "cookie", bad).status()).as(bad).isEqualTo(401);
    }
    server.passes(12 * 3600 + 1);
    assertThat(server.get("/api/v1/runs", "cookie", cookie).status()).isEqualTo(401);
  }

  @Test
  void session_afterLogout_isOver() {
    String cookie = login(token(Role.READ));

    Answer out =
        server.send(server.request("/logout", "cookie", cookie).POST(BodyPublishers.noBody()));

    assertThat(out.status()).isEqualTo(303);
    assertThat(out.header("set-cookie")).contains("Max-Age=0");
    assertThat(server.get("/api/v1/runs", "cookie", cookie).status()).isEqualTo(401);
  }

  @Test
  void change_byASession_needsAHeaderOfOurs() {
    String cookie = login(token(Role.OPERATE));
    String event = "{\"run_id\":\"r9\",\"kind\":\"run_started\"}";

    assertThat(server.post(event, "cookie", cookie).json().text("code")).isEqualTo("access.header");
    assertThat(server.post(event, "cookie", cookie, "x-clew-request", "1").status()).isEqualTo(200);
  }

  @Test
  void quota_isKept_andSaid() {
    String token = token(Role.INGEST, new Quota(1, 0), null, "shop");
    Answer answer = server.post(SHOP_EVENT, bearer(token));
    for (int at = 0; at < 20 && answer.status() == 200; at++) {
      answer = server.post(SHOP_EVENT, bearer(token));
    }

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("retry-after")).isNotNull();
    assertThat(answer.json().text("code")).isEqualTo("quota.requests");
    assertThat(answer.json().whole("limit")).isEqualTo(1);
  }

  @Test
  void quotaOfBytes_isKept_byWhatCame() {
    String token = token(Role.INGEST, new Quota(0, 10), null, "shop");

    assertThat(server.post(SHOP_EVENT, bearer(token)).status()).isEqualTo(200);
    Answer answer = server.post(SHOP_EVENT, bearer(token));

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.json().text("code")).isEqualTo("quota.bytes");
  }

  @Test
  void badTokens_tooMany_areToldToWait_andAGoodOneGetsIn() {
    String good = token(Role.READ);
    int status = 401;
    for (int at = 0; at < 200 && status == 401; at++) {
      status = server.get("/api/v1/runs", bearer("clew_none")).status();
    }

    assertThat(status).isEqualTo(429);
    assertThat(server.get("/api/v1/runs", bearer(good)).status()).isEqualTo(200);
  }

  @Test
  void audit_tellsWhoDidWhat() {
    String admin = token(Role.ADMIN);
    String reader = token(Role.READ, "shop");
    login(reader);
    server.get("/metrics", bearer(reader));
    server.get("/metrics", bearer("clew_none"));

    List<String> told = List.of();
    for (int tries = 0; tries < 200 && !told.contains("token_refused"); tries++) {
      Answer page = server.get("/api/v1/audit", bearer(admin));
      told = page.json().objects("entries").stream().map(entry -> entry.text("what", "")).toList();
      assertThat(page.text()).doesNotContain(reader).doesNotContain(admin);
    }

    assertThat(told).contains("token_created", "logged_in", "access_refused", "token_refused");
    Answer page = server.get("/api/v1/audit", bearer(admin));
    Json.Obj refused =
        page.json().objects("entries").stream()
            .filter(entry -> entry.text("what", "").equals("access_refused"))
            .findFirst()
            .orElseThrow();
    assertThat(refused.text("route")).isEqualTo("GET /metrics");
    assertThat(refused.text("by")).startsWith("tok_");
    assertThat(refused.text("address")).isEqualTo("127.0.0.1");
  }

  @Test
  void tokens_outliveTheServer() {
    String token = token(Role.READ);

    try (TestServer other = TestServer.over(server.store())) {
      assertThat(other.get("/api/v1/runs").status()).isEqualTo(401);
      assertThat(other.get("/api/v1/runs", bearer(token)).status()).isEqualTo(200);
    }
  }
}
