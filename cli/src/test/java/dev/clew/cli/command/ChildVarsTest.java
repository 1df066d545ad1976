package dev.clew.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.clew.cli.verify.TestFiles;
import dev.clew.cli.verify.TestFiles.Ran;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The `.wfvars` file beside a child workflow.
@Timeout(120)
class ChildVarsTest {
  @TempDir private Path folder = Path.of("");
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  ChildVarsTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("X-Pin"));
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    Files.createDirectory(folder.resolve("sub"));
    write(
        "api.catalog",
        "- version: \"1\"\n  definitions:\n    - {name: svc, baseUrl: {local: \"http://127.0.0.1:"
            + server.getAddress().getPort()
            + "\"}}\n");
    workflow("");
    write(
        "sub/c.workflow",
        """
        version: "1"
        name: c
        input:
          - {name: who, type: Text}
          - {name: Pin, type: Text, secret: true}
        stages:
          - {name: s, kind: Http, apiRef: svc, endpoint: '/{{input.who}}', httpVerb: GET, headers: {X-Pin: "{{input.pin}}"}}
        """);
    write(
        "sub/c.wfvars",
        """
        # of this and other workflows
        who: everyone
        pin: canary-4711
        other: canary-other
        local:
          who: ada
        prod:
          pin: canary-prod
        """);
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void workflow(String inputs) throws IOException {
    write(
        "w.workflow",
        "version: \"1\"\nname: w\nreferences: {workflows: [{name: c, path: sub/c.workflow}]}\n"
            + "stages: [{name: k, kind: Workflow, workflowRef: c"
            + inputs
            + "}]\n");
  }

  private Ran clew(String command, String... more) {
    List<Object> words =
        new ArrayList<>(List.of(command, folder.resolve("w.workflow"), "--env", "local"));
    words.addAll(List.of(more));
    return TestFiles.clew(words.toArray());
  }

  @Test
  void run_stageWithoutInputs_takesThoseOfTheChildsFile() throws IOException {
    Ran ran = clew("run", "--capture-http", "bodies");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(asked).containsExactly("/ada canary-4711");
    try (var files = Files.walk(folder.resolve("output"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, ISO_8859_1)).as(file.toString()).doesNotContain("canary");
      }
    }
    Files.delete(folder.resolve("sub/c.wfvars"));
    Ran again = TestFiles.clew("replay", ledger(), "--offline");
    assertThat(again.code()).as(again.out() + again.err()).isZero();
  }

  @Test
  void check_stageWithInputs_doesNotTakeThoseOfTheFile() throws IOException {
    workflow(", inputs: {who: eve}");
    assertThat(clew("check").err()).contains("gives no input 'Pin', which sub/c.workflow requires");
    workflow(", inputs: {who: eve, pin: x}");
    assertThat(clew("run").code()).isZero();
    assertThat(asked).containsExactly("/eve x");
  }

  @Test
  void check_rootWithAFileOfItsOwn_isForTheRootOnly() throws IOException {
    write("w.wfvars", "x: y\n");
    assertThat(clew("check").err())
        .contains("gives no input 'who', which sub/c.workflow requires", "gives no input 'Pin'");
    Files.delete(folder.resolve("w.wfvars"));
    assertThat(clew("check").code()).isZero();
  }

  private Path ledger() throws IOException {
    try (var files = Files.list(folder.resolve("output"))) {
      return files.filter(file -> file.toString().endsWith(".ledger")).findFirst().orElseThrow();
    }
  }
}
