package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.server.TestServer.Answer;
import dev.clew.server.page.TraceUrl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Runs that have started one another, and what several runs have in common.
class FamilyTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String EVENTS =
      """
      {"run_id":"outer","kind":"run_created","ts":"2026-04-23T13:00:00Z","trace_id":"TRACE",
       "attributes":{"name":"nightly","correlation_id":"order 9","trace_id":"TRACE"}}
      {"run_id":"outer","kind":"run_started","ts":"2026-04-23T13:00:01Z","workspace_id":"ws_1",
       "attributes":{"invocation_id":"inv_1"}}
      {"run_id":"outer","kind":"stage_started","stage":"bill","try":1,"ts":"2026-04-23T13:00:02Z"}
      {"run_id":"outer","kind":"tool_call_started","stage":"bill","tool_call_id":"c1","ts":"2026-04-23T13:00:03Z",
       "attributes":{"type":"http","method":"GET","url":"http://a.example/"}}
      {"run_id":"outer","kind":"tool_call_completed","stage":"bill","tool_call_id":"c1","ts":"2026-04-23T13:00:04Z",
       "attributes":{"http_status":200}}
      {"run_id":"outer","kind":"tool_call_started","stage":"bill","tool_call_id":"c 2/","ts":"2026-04-23T13:00:04Z",
       "attributes":{"type":"process"}}
      {"run_id":"outer","kind":"artifact_written","stage":"bill","artifacts":["out/a.pdf"],"ts":"2026-04-23T13:00:04Z",
       "attributes":{"path":"out/a.pdf","artifact_kind":"final"}}
      {"run_id":"outer","kind":"stage_failed","stage":"bill","try":1,"ts":"2026-04-23T13:00:05Z","summary":"exit code 1"}
      {"run_id":"outer","kind":"run_finished","ts":"2026-04-23T13:00:06Z","attributes":{"status":"failed"}}
      {"run_id":"inner","kind":"run_created","ts":"2026-04-23T13:00:02Z","attributes":{"name":"billing","correlation_id":"order 9"}}
      {"run_id":"inner","kind":"run_started","ts":"2026-04-23T13:00:02Z",
       "attributes":{"parent_run_id":"outer","parent_attempt_id":"outer.1","parent_stage":"bill"}}
      {"run_id":"inner","kind":"stage_started","stage":"charge","try":1,"ts":"2026-04-23T13:00:03Z"}
      {"run_id":"inner","kind":"stage_failed","stage":"charge","try":1,"ts":"2026-04-23T13:00:04Z","summary":"card declined"}
      {"run_id":"inner","kind":"run_finished","ts":"2026-04-23T13:00:04.5Z","attributes":{"status":"failed"}}
      {"run_id":"other","namespace":"a","kind":"run_created","ts":"2026-04-23T13:00:02Z","attributes":{"name":"x","correlation_id":"order 9"}}
      {"run_id":"other","namespace":"a","kind":"run_started","attributes":{"parent_run_id":"outer"}}
      {"run_id":"self","kind":"run_started","attributes":{"parent_run_id":"self"}}
      {"run_id":"span","kind":"stage_started","stage":"s","attributes":{"run_id_from":"trace_id"}}
      """
          .replace("TRACE", TRACE);

  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            ServerOptions.DEFAULT.showingTracesAt(
                new TraceUrl("https://traces.example/t/{trace_id}?x=1")));
    Answer sent = server.post(EVENTS);
    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    server.awaitExamined();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  private static Json.Obj get(String path) {
    Answer answer = server.get("/api/v1" + path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> ids(Json.Obj list) {
    return list.objects("runs").stream().map(run -> run.text("run_id", "")).toList();
  }

  @Test
  void children_areCallsOfTheParent_withTheirOutcome() {
    Json.Obj call = get("/runs/outer/children").objects("calls").getFirst();

    assertThat(get("/runs/outer/children").objects("calls")).hasSize(1);
    assertThat(call.text("type")).isEqualTo("run");
    assertThat(call.object("run").text("run_id")).isEqualTo("inner");
    assertThat(call.text("stage")).isEqualTo("bill");
    assertThat(call.text("attempt_id")).isEqualTo("outer.1");
    assertThat(call.text("status")).isEqualTo("failed");
    assertThat(call.object("timing").whole("total_ms")).isEqualTo(2_500);
    assertThat(call.text("headline")).contains("card declined");
    assertThat(get("/runs/inner/children").object("parent").text("run_id")).isEqualTo("outer");
  }

  @Test
  void document_ofTheParent_doesNotKnowThem() {
    assertThat(server.get("/api/v1/runs/outer/document").text()).doesNotContain("card declined");
  }

  @Test
  void children_ofAnotherNamespace_areNone() {
    assertThat(get("/runs/outer/children").toString()).doesNotContain("other");
    assertThat(get("/runs/other/children?namespace=a").objects("calls")).isEmpty();
  }

  @Test
  void list_saysTheParent_andFindsByIt() {
    assertThat(ids(get("/runs?parent=outer&namespace=default"))).containsExactly("inner");
    Json.Obj inner = get("/runs?q=inner").objects("runs").getFirst();
    assertThat(inner.object("parent").text("stage")).isEqualTo("bill");
    assertThat(get("/runs?q=self").objects("runs").getFirst().has("parent")).isFalse();
  }

  @Test
  void list_tracesThatNamedNoRun_areAskedForOrLeftOut() {
    assertThat(ids(get("/runs?no_run_id=true"))).containsExactly("span");
    assertThat(ids(get("/runs?no_run_id=false"))).contains("outer", "self").doesNotContain("span");
    assertThat(ids(get("/runs"))).contains("outer", "span");
    assertThat(get("/runs?no_run_id=true").objects("runs").getFirst().flag("no_run_id")).isTrue();
    assertThat(server.get("/api/v1/runs?no_run_id=maybe").status()).isEqualTo(400);
  }

  @Test
  void correlation_byPages_isEveryRowOnce() {
    Json.Obj whole = get("/correlations/order%209?namespace=default");
    List<Json.Obj> paged = new ArrayList<>();
    Set<String> runs = new HashSet<>();
    String cursor = "";
    int pages = 0;
    while (cursor != null) {
      Json.Obj page = get("/correlations/order%209?namespace=default&limit=2" + cursor);
      assertThat(page.objects("items").size()).isLessThanOrEqualTo(2);
      paged.addAll(page.objects("items"));
      runs.addAll(ids(page));
      String next = page.text("next");
      cursor = next == null ? null : "&cursor=" + next;
      pages++;
    }

    assertThat(pages).isGreaterThan(4);
    assertThat(paged).isEqualTo(whole.objects("items")).hasSize(11);
    assertThat(runs).containsExactlyInAnyOrder("outer", "inner");
    assertThat(ids(get("/correlations/order%209"))).contains("other");
    assertThat(ids(get("/correlations/none"))).isEmpty();
  }

  @Test
  void correlation_badCursor_isRefused() {
    for (String cursor : List.of("x", "e30", "bnVsbA", "eyJvIjotMX0")) {
      Answer answer = server.get("/api/v1/correlations/order%209?cursor=" + cursor);

      assertThat(answer.status()).as(cursor).isEqualTo(400);
      assertThat(answer.json().text("parameter")).isEqualTo("cursor");
    }
  }

  @Test
  void parts_areThoseOfTheDocument() {
    Json.Obj document = get("/runs/outer/document");

    assertThat(get("/runs/outer/attempts").list("attempts")).isEqualTo(document.list("attempts"));
    assertThat(get("/runs/outer/windows").object("timing")).isEqualTo(document.object("timing"));
    assertThat(get("/runs/outer/artifacts").list("artifacts"))
        .isEqualTo(document.list("artifacts"))
        .hasSize(1);
    assertThat(get("/runs/outer/artifacts?artifact=none").list("artifacts")).isEmpty();
    assertThat(get("/runs/outer/calls").objects("calls")).hasSize(2);
    assertThat(get("/runs/outer/calls?stage=none").objects("calls")).isEmpty();
    assertThat(get("/runs/outer/calls/c1").object("call"))
        .isEqualTo(document.objects("tool_calls").getFirst());
  }

  @Test
  void links_leadToWhatStandsBeside() {
    Json.Obj answer = get("/runs/outer/calls/c1");
    List<String> addresses = new ArrayList<>();
    answer.object("links").members().values().forEach(one -> addresses.add(text(one)));
    answer.object("neighbours").list("rows").forEach(one -> addresses.add(text(one)));
    answer.object("neighbours").list("calls").forEach(one -> addresses.add(text(one)));

    assertThat(addresses).hasSizeGreaterThan(14);
    for (String address : addresses) {
      assertThat(server.get(address).status()).as(address).isEqualTo(200);
    }
    assertThat(answer.object("neighbours").list("artifacts")).containsExactly(Json.of("out/a.pdf"));
    assertThat(server.get("/api/v1/runs/outer/calls/none").status()).isEqualTo(404);
  }

  private static String text(Json value) {
    return ((Json.Str) value).value();
  }

  @Test
  void entities_listTheRunsThatNameThem() {
    Json.Obj trace = get("/traces/" + TRACE);

    assertThat(ids(trace)).containsExactly("outer");
    assertThat(trace.text("url")).isEqualTo("https://traces.example/t/" + TRACE + "?x=1");
    assertThat(ids(get("/workspaces/ws_1"))).containsExactly("outer");
    assertThat(ids(get("/invocations/inv_1"))).containsExactly("outer");
    assertThat(server.get("/api/v1/traces/" + TRACE + "?namespace=a").status()).isEqualTo(404);
    assertThat(server.get("/api/v1/workspaces/ws").status()).isEqualTo(404);
    assertThat(server.get("/runs/outer").text()).contains("https://traces.example/t/{trace_id}");
  }

  @Test
  void traceUrl_thatCouldLeadElsewhere_isNone() {
    for (String bad :
        List.of(
            "javascript:alert({trace_id})",
            "https://{trace_id}.example/",
            "https://traces.example/",
            "//traces.example/{trace_id}",
            "https://u:p@traces.example/{trace_id}",
            "https:{trace_id}",
            "file:///{trace_id}",
            "https://a b/{trace_id}")) {
      assertThatThrownBy(() -> new TraceUrl(bad)).as(bad).isInstanceOf(Refusal.class);
    }
    assertThat(new TraceUrl("http://t/{trace_id}").of("a/../b?c"))
        .isEqualTo("http://t/a%2F..%2Fb%3Fc");
  }

  @Test
  void plan_isThatOfTheDocument_andNobodyHasLooked() {
    Json.Obj plan = get("/runs/outer/plan");

    assertThat(plan.text("digest"))
        .isEqualTo(get("/runs/outer/document").object("replay").text("digest"));
    assertThat(plan.text("disk")).isEqualTo("not_looked_at");
    assertThat(plan.toString()).doesNotContain("missing");
    assertThat(get("/runs/outer/plan?from=bill").text("digest")).isNotEmpty();
    assertThat(server.get("/api/v1/runs/outer/plan?from=nowhere").status()).isEqualTo(400);
    assertThat(server.get("/api/v1/runs/outer/plan?attempt=2").status()).isEqualTo(400);
  }
}
