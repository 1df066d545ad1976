package dev.clew.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.clew.cli.verify.TestFiles;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WhatIfCommandTest {
  @TempDir private Path folder = Path.of("");
  private Path ledger = Path.of("");

  /// The service is gone when the tests begin.
  @BeforeEach
  void record() throws IOException {
    Path workflow =
        Files.writeString(
            folder.resolve("flow.workflow"),
            """
            version: "1"
            name: flow
            references: { apis: [{ name: svc, definition: svc }] }
            input: [{ name: email, type: Text }]
            stages:
              - { name: create, kind: Endpoint, apiRef: svc, endpoint: /create, httpVerb: POST,
                  body: '{"email":"{{input.email}}"}' }
              - { name: last, kind: Endpoint, apiRef: svc, endpoint: /last, httpVerb: GET }
            """);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] body = "{\"id\":\"ACC-1\"}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    TestFiles.Ran ran =
        TestFiles.clew(
            "run",
            workflow,
            "--base-url",
            "svc=http://127.0.0.1:" + server.getAddress().getPort(),
            "--input",
            "email=ada@example.com",
            "--capture-http",
            "bodies",
            "--report-format",
            "none",
            "--quiet");
    server.stop(0);
    assertThat(ran.code()).as(ran.toString()).isZero();
    ledger =
        files().stream()
            .filter(file -> file.toString().endsWith(".ledger"))
            .findFirst()
            .orElseThrow();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private TestFiles.Ran offline(Object... more) {
    Object[] words = new Object[more.length + 3];
    words[0] = "replay";
    words[1] = ledger;
    words[2] = "--offline";
    System.arraycopy(more, 0, words, 3, more.length);
    return TestFiles.clew(words);
  }

  @Test
  void answer_other_isTheDifferenceAndWritesNothing() throws IOException {
    List<Path> before = files();
    byte[] bytes = Files.readAllBytes(ledger);
    TestFiles.Ran ran = offline("--answer", "create=500");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .startsWith("FIRST    create answered 500, was 200\n")
        .contains(
            "last not reached", "calls answered as supposed: 1, from the recording: 0, sent: 0");
    assertThat(files()).isEqualTo(before);
    assertThat(ledger).hasBinaryContent(bytes);
    assertThat(offline("--quiet").code()).as("the recording is what it was").isZero();
  }

  @Test
  void input_theSame_isNoDifference() {
    TestFiles.Ran ran = offline("--input", "email=ada@example.com");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("no difference");
  }

  @Test
  void input_other_isADiffDocumentWithWhatWasAnsweredAllTheSame() throws Exception {
    TestFiles.Ran ran = offline("--input", "email=bob@example.com", "--json");
    assertThat(ran.code()).isEqualTo(1);
    Json.Obj said = (Json.Obj) JsonText.parse(ran.out());
    assertThat(said.text("format")).isEqualTo("clew.diff");
    assertThat(said.flag("same")).isFalse();
    Json.Obj whatIf = said.object("what_if");
    assertThat(whatIf.whole("sent")).isZero();
    assertThat(whatIf.whole("answered_from_recording")).isEqualTo(2);
    assertThat(whatIf.objects("other_requests"))
        .singleElement()
        .satisfies(one -> assertThat(one.text("field")).isEqualTo("body/email"));
  }

  @Test
  void wrongNames_areUsageErrors() {
    assertThat(offline("--answer", "crate=500").err()).contains("did you mean 'create'?");
    assertThat(offline("--answer", "crate=500").code()).isEqualTo(2);
    assertThat(offline("--input", "mail=x").code()).isEqualTo(2);
    assertThat(offline("--from", "last", "--answer", "create=500").code()).isEqualTo(2);
    TestFiles.Ran live = TestFiles.clew("replay", ledger, "--answer", "create=500");
    assertThat(live.code()).isEqualTo(2);
    assertThat(live.err()).contains("--answer is for --offline");
  }
}
