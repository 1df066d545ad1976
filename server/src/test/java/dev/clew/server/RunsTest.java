package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.server.TestServer.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunsTest {
  private static final String FAILED =
      """
      {"run_id":"run_742","kind":"run_created","ts":"2026-04-23T13:00:00Z",
       "attributes":{"name":"nightly-report","version":"3","correlation_id":"order-9"}}
      {"run_id":"run_742","kind":"run_started","ts":"2026-04-23T13:00:01Z"}
      {"run_id":"run_742","kind":"stage_started","stage":"upload","try":1,"ts":"2026-04-23T13:00:02Z"}
      {"run_id":"run_742","kind":"stage_failed","stage":"upload","try":1,"ts":"2026-04-23T13:00:05Z",
       "summary":"no answer within 60 s"}
      {"run_id":"run_742","kind":"run_finished","ts":"2026-04-23T13:00:06Z",
       "attributes":{"status":"failed"}}
      """;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    assertThat(server.post(FAILED).status()).isEqualTo(200);
    for (int at = 1; at <= 5; at++) {
      String run = "\"run_id\":\"run_90" + at + "\",\"ts\":\"2026-04-24T00:00:0" + at + "Z\"";
      server.post(
          "{"
              + run
              + ",\"kind\":\"run_created\",\"attributes\":{\"name\":\"billing\"}}{"
              + run
              + ",\"kind\":\"run_finished\",\"attributes\":{\"status\":\"succeeded\"}}");
    }
    server.post("{\"run_id\":\"twice\",\"kind\":\"run_started\",\"namespace\":\"a\"}");
    server.post("{\"run_id\":\"twice\",\"kind\":\"run_started\",\"namespace\":\"b\"}");
    server.post("{\"run_id\":\"a/b c?é\",\"kind\":\"run_started\"}");
    server.post(
        """
        {"run_id":"again","kind":"run_started","ts":"2026-04-25T00:00:00Z"}
        {"run_id":"again","kind":"run_finished","ts":"2026-04-25T00:00:01Z","attributes":{"status":"failed"}}
        {"run_id":"again","kind":"run_started","attempt_id":"second","ts":"2026-04-25T00:00:02Z"}
        {"run_id":"again","kind":"run_finished","attempt_id":"second","ts":"2026-04-25T00:00:03Z","attributes":{"status":"succeeded"}}
        """);
    server.awaitExamined();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  private static String tag(String path) {
    return Objects.requireNonNull(server.get(path).header("etag"));
  }

  private static List<String> ids(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    for (Json.Obj run : answer.json().objects("runs")) {
      ids.add(run.text("run_id"));
    }
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "status=failed,1",
    "status=unsuccessful,1",
    "'status=failed,succeeded',7",
    "status=lost,0",
    "namespace=a,1",
    "namespace=c,0",
    "name=billing,5",
    "version=3,1",
    "correlation_id=order-9,1",
    "q=run_742,1",
    "q=nightly-report,1",
    "created_after=2026-04-24T00:00:03Z,3",
    "created_before=2026-04-24T00:00:00Z,1",
    "name=billing&status=failed,0",
    "attempt=2,1",
    "attempt=3,0",
    "phase=active,1",
    "phase=save,0",
    "cause=unknown,1",
    "cause=timeout,0",
    "failure=unknown_failure,1",
    "failure=http_402,0",
    "stuck=true,0",
    "text=ANSWER%20with,1",
    "text=billing,5",
    "text=order-9,1",
    "text=no%20such%20words,0",
    "text=60&status=succeeded,0",
  })
  void list_filter_showsThoseRuns(String query, int count) {
    assertThat(ids(server.get("/api/v1/runs?" + query))).hasSize(count);
  }

  @Test
  void diff_withAnother_saysWhatIsDifferent() {
    Answer answer = server.get("/api/v1/runs/again/diff?attempt=1&with=again&with_attempt=2");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("failed").contains("succeeded").contains("again@1");
  }

  @Test
  void diff_withNone_isWithTheNewestGoodOneBeforeIt() {
    Answer answer = server.get("/api/v1/runs/run_904/diff");

    assertThat(answer.text()).contains("run_903").doesNotContain("run_905");
    assertThat(server.get("/api/v1/runs/run_901/diff").json().text("code"))
        .isEqualTo("run.no_good_one");
  }

  @Test
  void diff_withWhatIsNotThere_isRefused() {
    assertThat(server.get("/api/v1/runs/run_742/diff?with=none").status()).isEqualTo(404);
    assertThat(server.get("/api/v1/runs/run_742/diff?with=run_901&attempt=9").status())
        .isEqualTo(400);
    assertThat(server.get("/api/v1/runs/run_742/diff?with=run_901&strict=maybe").status())
        .isEqualTo(400);
    assertThat(server.get("/api/v1/runs/twice/diff?with=run_901").status()).isEqualTo(409);
  }

  @Test
  void list_byPages_hasEachRunOnce() {
    List<String> all = new ArrayList<>();
    String path = "/api/v1/runs?limit=2";
    String next = "";
    while (next != null) {
      Answer page = server.get(path + (next.isEmpty() ? "" : "&cursor=" + next));
      all.addAll(ids(page));
      next = page.json().text("next");
    }

    assertThat(all).hasSize(10).startsWith("run_905", "run_904").contains("run_742", "a/b c?é");
    assertThat(all.stream().filter(id -> !id.equals("twice"))).doesNotHaveDuplicates();
  }

  @Test
  void list_unchanged_isNotSentAgain() {
    String tag = tag("/api/v1/runs?name=billing");

    Answer again = server.get("/api/v1/runs?name=billing", "if-none-match", tag);

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("etag")).isEqualTo(tag);
    assertThat(again.text()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "statsu=failed,query.unknown,status",
    "status=faild,query.value,failed",
    "limit=0,query.value,",
    "limit=1001,query.value,",
    "limit=ten,query.value,",
    "cursor=nonsense,query.value,",
    "created_after=yesterday,query.value,",
    "definition=main,query.value,",
    "attempt=0,query.value,",
    "phase=activ,query.value,active",
    "cause=timeouts,query.value,timeout",
    "stuck=yes,query.value,",
    "name=a&name=b,query.value,",
  })
  void list_wrongQuery_isRefused(String query, String code, String suggestion) {
    Answer answer = server.get("/api/v1/runs?" + query);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().text("code")).isEqualTo(code);
    assertThat(answer.json().text("suggestion")).isEqualTo(suggestion);
  }

  @Test
  void run_skeleton_hasAllButRowsAndCalls() {
    Json.Obj document = server.get("/api/v1/runs/run_742").json();

    assertThat(document.object("run").text("status")).isEqualTo("failed");
    assertThat(document.object("run").text("name")).isEqualTo("nightly-report");
    assertThat(document.objects("stages")).hasSize(1);
    assertThat(document.has("events")).isFalse();
    assertThat(document.has("tool_calls")).isFalse();
    assertThat(document.object("dossier").members()).isNotEmpty();
  }

  @Test
  void run_document_hasItsRows() {
    Json.Obj document = server.get("/api/v1/runs/run_742/document").json();

    assertThat(document.objects("events")).hasSize(5);
    assertThat(document.object("ledger").whole("rows")).isEqualTo(5);
  }

  @Test
  void run_dossier_saysWhy() {
    Json.Obj dossier = server.get("/api/v1/runs/run_742/dossier").json();

    assertThat(dossier.text("status")).isEqualTo("failed");
    assertThat(dossier.object("dossier").text("blocker")).contains("no answer within 60 s");
  }

  @Test
  void run_page_isTheReport() {
    Answer page = server.get("/api/v1/runs/run_742/report.html");

    assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.text()).startsWith("<!doctype html>").contains("nightly-report · failed");
  }

  @Test
  void run_events_comeByPages() {
    Json.Obj first = server.get("/api/v1/runs/run_742/events?limit=2").json();
    Json.Obj second = server.get("/api/v1/runs/run_742/events?from=2").json();

    assertThat(first.objects("rows")).hasSize(2);
    assertThat(first.whole("next")).isEqualTo(2);
    assertThat(second.objects("rows")).hasSize(3);
    assertThat(second.whole("next")).isNull();
    assertThat(second.objects("rows").getFirst().whole("offset")).isEqualTo(2);
    assertThat(server.get("/api/v1/runs/run_742/events?from=99").json().objects("rows")).isEmpty();
  }

  @Test
  void run_unchanged_isNotMadeAgain() {
    String tag = tag("/api/v1/runs/run_742");

    assertThat(server.get("/api/v1/runs/run_742", "if-none-match", tag).status()).isEqualTo(304);
    assertThat(server.get("/api/v1/runs/run_742/document", "if-none-match", tag).status())
        .isEqualTo(200);
  }

  @Test
  void run_attempt_isAsItWasThen() {
    assertThat(server.get("/api/v1/runs/again").json().object("run").text("status"))
        .isEqualTo("succeeded");
    assertThat(server.get("/api/v1/runs/again?attempt=1").json().object("run").text("status"))
        .isEqualTo("failed");
    assertThat(server.get("/api/v1/runs/again?attempt=3").status()).isEqualTo(400);
  }

  @Test
  void run_unknown_isAProblem() {
    Answer answer = server.get("/api/v1/runs/none");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.json().text("code")).isEqualTo("run.unknown");
    assertThat(server.get("/api/v1/runs/run_742?namespace=a").status()).isEqualTo(404);
  }

  @Test
  void run_idOfSeveralNamespaces_isAskedBack() {
    Answer answer = server.get("/api/v1/runs/twice");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().list("namespaces")).containsExactly(Json.of("a"), Json.of("b"));
    assertThat(server.get("/api/v1/runs/twice?namespace=b").json().object("run").text("namespace"))
        .isEqualTo("b");
  }

  @Test
  void run_idThatIsNoPath_isFoundByItsEncoding() {
    assertThat(server.get("/api/v1/runs/a%2Fb%20c%3F%C3%A9").status()).isEqualTo(200);
    assertThat(server.get("/runs/a%2Fb%20c%3F%C3%A9?namespace=default").status()).isEqualTo(200);
  }
}
