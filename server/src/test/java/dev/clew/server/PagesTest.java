package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.server.TestServer.Answer;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagesTest {
  private final TestServer server = TestServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  private static String between(String text, String open, String close) {
    return text.split(open, 2)[1].split(close, 2)[0];
  }

  /// What stands in a page in place of a document.
  private static Json.Obj places(Answer page) throws JsonText.Malformed {
    String json =
        between(page.text(), "<script type=\"application/json\" id=\"clew-document\">", "</script>");
    return (Json.Obj) JsonText.parse(json.getBytes(UTF_8));
  }

  @Test
  void list_saysWhereToAsk() throws Exception {
    Answer page = server.get("/?status=failed&q=x");

    assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.text()).contains("<title>Runs · clew</title>");
    Json.Obj places = places(page);
    assertThat(places.text("format")).isEqualTo("clew.live");
    assertThat(server.get(places.text("runs", "")).json().objects("runs")).isEmpty();
    assertThat(places.text("stream")).isEqualTo("/api/v1/runs/stream");
  }

  @Test
  void run_saysWhereToAsk() throws Exception {
    server.post("{\"run_id\":\"a/b?c\",\"namespace\":\"other\",\"kind\":\"run_started\"}");

    Answer page = server.get("/runs/a%2Fb%3Fc");
    Json.Obj places = places(page);

    assertThat(page.text()).contains("<title>a/b?c · clew</title>");
    Answer document = server.get(places.text("document", ""));
    assertThat(document.json().object("run").text("run_id")).isEqualTo("a/b?c");
    assertThat(document.json().object("run").text("namespace")).isEqualTo("other");
    assertThat(places.text("stream"))
        .isEqualTo("/api/v1/runs/a%2Fb%3Fc/stream?namespace=other");
  }

  @Test
  void run_thatIsNotThereYet_isWaitedFor() throws Exception {
    Answer page = server.get("/runs/soon");
    String document = places(page).text("document", "");

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("content-security-policy")).contains("connect-src 'self'");
    assertThat(server.get(document).status()).isEqualTo(404);
    server.post("{\"run_id\":\"soon\",\"namespace\":\"other\",\"kind\":\"run_started\"}");
    assertThat(server.get(document).json().object("run").text("run_id")).isEqualTo("soon");
    assertThat(server.get("/runs/soon").status()).isEqualTo(200);
  }

  @Test
  void run_thatSeveralNamespacesHave_isAskedForAsItWas() throws Exception {
    server.post(
        """
        {"run_id":"r1","namespace":"a","kind":"run_started"}
        {"run_id":"r1","namespace":"b","kind":"run_started"}
        """);

    Answer page = server.get("/runs/r1");

    assertThat(page.status()).isEqualTo(409);
    assertThat(places(page).text("stream")).isEqualTo("/api/v1/runs/r1/stream");
    assertThat(server.get("/runs/r1?namespace=b").status()).isEqualTo(200);
  }

  @Test
  void run_ofAnAttempt_asksForThat() throws Exception {
    server.post("{\"run_id\":\"r1\",\"kind\":\"run_started\"}");

    Json.Obj places = places(server.get("/runs/r1?attempt=1"));

    assertThat(places.text("document")).endsWith("&attempt=1");
    assertThat(server.get(places.text("document", "")).status()).isEqualTo(200);
    assertThat(server.get("/runs/r1?attempt=%22x").status()).isEqualTo(400);
  }

  @Test
  void document_overThePageLimit_saysWhatIsLeftOut() {
    StringBuilder rows = new StringBuilder();
    for (int at = 0; at < 1_000; at++) {
      rows.append("{\"run_id\":\"r1\",\"kind\":\"log\",\"summary\":\"").append(at).append("\"}\n");
    }
    server.post(rows.toString());

    Json.Obj limited = server.get("/api/v1/runs/r1/document?page_limit=300000").json();
    Json.Obj whole = server.get("/api/v1/runs/r1/document").json();

    assertThat(limited.object("left_out").has("rows")).isTrue();
    assertThat(limited.objects("events")).hasSizeLessThan(1_000);
    assertThat(whole.has("left_out")).isFalse();
    assertThat(whole.objects("events")).hasSize(1_000);
    assertThat(server.get("/api/v1/runs/r1/document?page_limit=0").status()).isEqualTo(400);
    assertThat(server.get("/api/v1/runs/r1?page_limit=9").status()).isEqualTo(400);
  }

  @Test
  void pages_hostileId_isText() {
    String id = "</script><script>alert(1)</script><!--/*CLEW-DOCUMENT*/";
    server.post("{\"run_id\":\"" + id + "\",\"kind\":\"run_started\"}");

    String page =
        server
            .get("/runs/" + java.net.URLEncoder.encode(id, UTF_8).replace("+", "%20"))
            .text();

    assertThat(page).doesNotContain("<script>alert").doesNotContain("<!--");
    assertThat(page).contains("<title>&lt;/script&gt;&lt;script&gt;alert(1)");
    assertThat(page.split("\"clew.live\"", -1)).hasSize(2);
  }

  @Test
  void policy_allowsTheScriptOfThePageAndItsServer_andNothingElse() throws Exception {
    server.post("{\"run_id\":\"r1\",\"kind\":\"run_started\"}");
    for (String path : new String[] {"/", "/runs/r1"}) {
      Answer page = server.get(path);
      String unpack = page.text().substring(page.text().lastIndexOf("<script>") + 8);
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(between("<" + unpack, "<", "</script>").getBytes(UTF_8));

      assertThat(page.header("content-security-policy"))
          .startsWith(
              "default-src 'none'; script-src 'sha256-"
                  + Base64.getEncoder().encodeToString(digest)
                  + "' 'sha256-")
          .contains("; require-trusted-types-for 'script'; trusted-types clew;")
          .endsWith("; connect-src 'self'; frame-ancestors 'none'")
          .doesNotContain("unsafe")
          .doesNotContain("*");
      assertThat(page.text())
          .doesNotContain("http-equiv")
          .doesNotContain(" style=")
          .doesNotContain(" onclick");
    }
  }

  @Test
  void reportAsAFile_asksNobody() {
    server.post("{\"run_id\":\"r1\",\"kind\":\"run_started\"}");

    String file = server.get("/api/v1/runs/r1/report.html").text();

    assertThat(file)
        .contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .doesNotContain("connect-src");
  }
}
