package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.TestServer.Answer;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunListPageTest {
  private final TestServer server = TestServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void page_showsRunsWithGlyphAndWord() {
    server.post(
        """
        {"run_id":"run_1","kind":"run_created","attributes":{"name":"nightly-report"}}
        {"run_id":"run_1","kind":"run_finished","attributes":{"status":"failed"}}
        """);

    Answer page = server.get("/");

    assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.text())
        .contains("✖ failed")
        .contains("<a href=\"/runs/run_1?namespace=default\">run_1</a>")
        .contains("nightly-report");
    assertThat(server.get("/?status=succeeded").text()).contains("No run matches.");
  }

  @Test
  void page_hostileValues_areText() {
    String hostile = "<script>alert(1)</script>'\\\"&\\u202e\\u0000";
    server.post(
        "{\"run_id\":\""
            + hostile
            + "\",\"kind\":\"run_created\",\"attributes\":{\"name\":\""
            + hostile
            + "\"}}");

    String page = server.get("/?q=%22%3E%3Cscript%3Ealert(2)&namespace=default").text();
    String list = server.get("/").text();

    assertThat(page + list).doesNotContain("<script").doesNotContain("\u202e").doesNotContain("\0");
    assertThat(list).contains("&lt;script&gt;alert(1)&lt;/script&gt;&#39;&quot;&amp;");
    assertThat(page).contains("value=\"&quot;&gt;&lt;script&gt;alert(2)\"");
  }

  @Test
  void page_policy_allowsItsStyleAndNothingElse() throws Exception {
    Answer page = server.get("/");
    String style = page.text().split("<style>", 2)[1].split("</style>", 2)[0];
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));

    assertThat(page.header("content-security-policy"))
        .startsWith(
            "default-src 'none'; style-src 'sha256-"
                + Base64.getEncoder().encodeToString(digest)
                + "';")
        .doesNotContain("unsafe")
        .doesNotContain("script-src");
    assertThat(page.text()).doesNotContain(" style=").doesNotContain(" onclick");
  }

  @Test
  void page_olderRuns_areLinked() {
    StringBuilder runs = new StringBuilder();
    for (int at = 0; at < 101; at++) {
      runs.append("{\"run_id\":\"run_").append(1_000 + at).append("\",\"kind\":\"run_created\"}");
    }
    server.post(runs.toString());

    String page = server.get("/?namespace=default").text();
    String next = page.split("<a rel=\"next\" href=\"", 2)[1].split("\"", 2)[0];
    String older = server.get(next.replace("&amp;", "&")).text();

    assertThat(next).contains("&amp;namespace=default");
    assertThat(older).contains("run_1100").doesNotContain("rel=\"next\"");
  }
}
