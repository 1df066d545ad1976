package dev.clew.cli.command;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a run says, and refuses, before it has sent anything: a real service counts.
@Timeout(120)
class BeforeTheFirstRequestTest {
  private static final String STAGE =
      "  - {kind: Http, apiRef: svc, httpVerb: POST, body: '{}', endpoint: '/";

  @TempDir private Path folder = Path.of("");
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  BeforeTheFirstRequestTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
          byte[] body = "{\"id\":\"7\"}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    write(
        "api.catalog",
        "- version: \"1\"\n  definitions:\n    - {name: svc, baseUrl: {local: \"http://127.0.0.1:"
            + server.getAddress().getPort()
            + "\"}}\n");
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void workflow(String name, String top, String... stages) throws IOException {
    write(name, "version: \"1\"\nname: w\n" + top + "stages:\n" + String.join("\n", stages) + "\n");
  }

  private Ran clew(String command, String... more) {
    List<Object> words =
        new ArrayList<>(List.of(command, folder.resolve("w.workflow"), "--env", "local"));
    words.addAll(List.of(more));
    return TestFiles.clew(words.toArray());
  }

  private void halfMocked() throws IOException {
    workflow(
        "w.workflow",
        "references: {workflows: [{name: c, path: c.workflow}]}\n",
        STAGE + "a', name: a, mock: {payload: '{\"id\": 1}'}}",
        STAGE + "b', name: b}",
        "  - {kind: Workflow, name: child, workflowRef: c}",
        "  - {kind: Workflow, name: other, workflowRef: c, mock: {output: {x: y}}}");
    workflow("c.workflow", "", STAGE + "c', name: c}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "check"})
  void mocked_stagesWithoutAMock_areMistakesAndNothingIsSent(String command) throws IOException {
    halfMocked();
    Ran ran = clew(command, "--mocked");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains(
            "w.workflow:6:81: stage 'b' has no 'mock' and would be called for real; give it one, or"
                + " allow the call with --call-unmocked  [workflow.not-mocked]")
        .contains("c.workflow:4:81: stage 'child/c' has no 'mock'")
        .doesNotContain("stage 'a'", "other");
    assertThat(asked).isEmpty();
    assertThat(folder.resolve("output")).doesNotExist();
  }

  @Test
  void callUnmocked_saysFirstWhichAreCalledAndCallsOnlyThose() throws IOException {
    halfMocked();
    Ran ran = clew("run", "--mocked", "--call-unmocked", "--capture-http", "bodies");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err()).startsWith("clew: called for real, as they have no mock: b, child/c\n");
    assertThat(asked).containsExactly("POST /b", "POST /c");
    Path ledger = ledger();
    assertThat(TestFiles.clew("events", ledger, "--kind", "run_started", "--raw").out())
        .contains("\"called_unmocked\":[\"b\",\"child/c\"]")
        .contains("\"--mocked\",\"--call-unmocked\"");
    assertThat(TestFiles.clew("replay", ledger, "--offline").code()).isZero();
  }

  @Test
  void mocked_allMocked_sendsNothingAndRecordsNoCalledStage() throws IOException {
    workflow("w.workflow", "", STAGE + "a', name: a, mock: {payload: '{\"id\": 1}'}}");
    assertThat(clew("run", "--mocked").code()).isZero();
    assertThat(asked).isEmpty();
    assertThat(TestFiles.clew("events", ledger(), "--raw").out()).doesNotContain("called_unmocked");
  }

  @Test
  void mockedBy_answersOfARunStandInForCalls() throws IOException {
    workflow("w.workflow", "", STAGE + "a', name: a}", STAGE + "b', name: b}");
    assertThat(clew("run", "--capture-http", "bodies").code()).isZero();
    Path recording = ledger();
    Path kept = Files.move(recording, folder.resolve("kept.ledger"));
    asked.clear();
    Ran ran = clew("run", "--mocked-by", kept.toString(), "--capture-http", "bodies");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(asked).isEmpty();
    assertThat(TestFiles.clew("events", ledger(), "--kind", "run_started", "--raw").out())
        .contains("\"mocked\":true", "\"mocked_by\":{", "\"content_root\":\"")
        .contains("\"--mocked-by\",\"" + kept);
    assertThat(TestFiles.clew("replay", ledger(), "--offline").code()).isZero();
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "check"})
  void mockedBy_stagesThatWereNotRecorded_areMistakes(String command) throws IOException {
    workflow("w.workflow", "", STAGE + "a', name: a}");
    assertThat(clew("run", "--capture-http", "bodies").code()).isZero();
    Path kept = Files.move(ledger(), folder.resolve("kept.ledger"));
    asked.clear();
    workflow("w.workflow", "", STAGE + "a', name: a}", STAGE + "b', name: b}");
    Ran ran = clew(command, "--mocked-by", kept.toString());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("stage 'b' has no 'mock'").doesNotContain("stage 'a'");
    assertThat(asked).isEmpty();
  }

  @Test
  void callUnmocked_withoutMocked_isRefused() throws IOException {
    workflow("w.workflow", "", STAGE + "a', name: a}");
    Ran ran = clew("run", "--call-unmocked");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("--call-unmocked is for --mocked");
    assertThat(asked).isEmpty();
  }

  private Path ledger() throws IOException {
    try (var files = Files.list(folder.resolve("output"))) {
      return files.filter(file -> file.toString().endsWith(".ledger")).findFirst().orElseThrow();
    }
  }

  @Test
  void payload_membersThatNoInputTakes_areSaidOnceAndIgnored() throws IOException {
    workflow(
        "w.workflow", "input: [{name: email, type: Text}]\n", STAGE + "{{input.email}}', name: a}");
    write("p.json", "{\"Email\": \"x\", \"customer\": {\"id\": 1}, \"at\": null}");
    Ran ran = clew("run", "--payload", folder.resolve("p.json").toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err())
        .containsOnlyOnce("clew: payload members that no input takes: at, customer\n");
    assertThat(asked).containsExactly("POST /x");
  }

  @Test
  void input_thatIsNotDeclared_staysAMistakeBesideAPayload() throws IOException {
    workflow("w.workflow", "", STAGE + "a', name: a}");
    write("p.json", "{\"zz\": 1}");
    Ran ran = clew("run", "--payload", folder.resolve("p.json").toString(), "--input", "zz=1");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("the workflow declares no input 'zz'");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "dataFile: gone.json | w.workflow:5:94: the data cannot be read: gone.json: no such file | workflow.file",
        "dataFile: bad.json | w.workflow:5:94: the data cannot be read: bad.json:1:8: |"
            + " workflow.file",
        "dataFile: d.json | w.workflow:5:94: d.json is an object and not a list; 'forEach' is the"
            + " path of the list in the file | workflow.loop",
        "dataFile: d.json, forEach: rows | w.workflow:5:94: rows of d.json is an object and not a"
            + " list; | workflow.loop",
        "dataFile: d.json, forEach: cols | w.workflow:5:94: d.json.cols is missing: the document |"
            + " workflow.loop"
      })
  void dataFile_thatGivesNoList_isFoundBeforeTheFirstRequest(
      String loop, String expected, String rule) throws IOException {
    write("bad.json", "{\"a\": [}");
    write("d.json", "{\"rows\": {\"a\": []}}");
    workflow("w.workflow", "", STAGE + "a', name: a}", STAGE + "b', name: b, " + loop + "}");
    for (String command : List.of("check", "run")) {
      Ran ran = clew(command);
      assertThat(ran.code()).as(ran.err()).isEqualTo(2);
      assertThat(ran.err()).contains(expected).contains("[" + rule + "]");
    }
    assertThat(asked).isEmpty();
  }

  /// With tokens in its path or its content, only the run knows.
  @Test
  void dataFile_withTokens_isLeftToTheRun() throws IOException {
    write("d.json", "[\"{{stage:a.output.id}}\"]");
    workflow(
        "w.workflow",
        "input: [{name: f, type: Text}]\n",
        STAGE + "a', name: a, output: {id: '{{response.body.id}}'}}",
        STAGE + "b/{{context:item}}', name: b, dataFile: '{{input.f}}.json'}",
        STAGE + "c/{{context:item}}', name: c, dataFile: d.json}");
    Ran ran = clew("run", "--input", "f=d");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(asked).containsExactly("POST /a", "POST /b/7", "POST /c/7");
  }

  @Test
  void dataFile_ofAChild_isLookedIntoFromItsOwnFolder() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    workflow(
        "w.workflow",
        "references: {workflows: [{name: c, path: sub/c.workflow}]}\n",
        "  - {kind: Workflow, name: child, workflowRef: c}");
    workflow("sub/c.workflow", "", STAGE + "c', name: c, dataFile: d.json}");
    write("d.json", "[1]");
    assertThat(clew("check").err())
        .contains("sub/c.workflow:4:94: the data cannot be read: d.json");
    write("sub/d.json", "[1]");
    assertThat(clew("check").code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "payloadFile: gone.json | the payload of the mock cannot be read: gone.json: no such file | workflow.file",
        "payloadFile: bad.json | the payload of the mock is not JSON: bad.json:2: | workflow.file",
        "payloadFile: token.json | token.json:1:9: unknown token root 'nothing' | template.unknown-root",
        "payload: '{]' | the payload of the mock is not JSON: | workflow.wrong-value",
      })
  void payload_thatNoMockCanAnswerWith_isFoundBeforeTheFirstRequest(
      String mock, String expected, String rule) throws IOException {
    write("bad.json", "{\n]");
    write("token.json", "{\"a\": {{nothing.x}}}");
    workflow(
        "w.workflow", "", STAGE + "a', name: a}", STAGE + "b', name: b, mock: {" + mock + "}}");
    for (String command : List.of("check", "run")) {
      Ran ran = clew(command, "--mocked", "--call-unmocked");
      assertThat(ran.code()).as(ran.err()).isEqualTo(2);
      assertThat(ran.err()).contains(expected).contains("[" + rule + "]");
    }
    assertThat(clew("run").code()).as("not mocked").isEqualTo(2);
    assertThat(asked).isEmpty();
  }

  /// With tokens only the run knows, and one of a child that is mocked itself is not asked for.
  @Test
  void payload_withTokensOrOfAMockedChild_isLeftAlone() throws IOException {
    write("d.json", "[{{input.f}}]");
    workflow(
        "w.workflow",
        """
        input: [{name: f, type: Text}]
        references: {workflows: [{name: c, path: c.workflow}]}
        """,
        STAGE + "a', name: a, mock: {payloadFile: '{{input.f}}.json'}}",
        STAGE + "b', name: b, mock: {payloadFile: d.json}}",
        "  - {kind: Workflow, name: child, workflowRef: c, mock: {output: {x: y}}}");
    workflow("c.workflow", "", STAGE + "c', name: c, mock: {payloadFile: gone.json}}");
    Ran ran = clew("run", "--mocked", "--input", "f=d");
    assertThat(ran.code()).as(ran.err()).isZero();
    workflow(
        "w.workflow",
        "references: {workflows: [{name: c, path: c.workflow}]}\n",
        "  - {kind: Workflow, name: child, workflowRef: c}");
    assertThat(clew("run", "--mocked").err())
        .contains("c.workflow:4:104: the payload of the mock cannot be read: gone.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "check"})
  void bodyFile_thatIsNotThere_isFoundBeforeTheFirstRequest(String command) throws IOException {
    workflow(
        "w.workflow",
        "",
        STAGE + "a', name: a}",
        STAGE.replace("body: '{}'", "bodyFile: gone.json") + "b', name: b}");
    Ran ran = clew(command);
    assertThat(ran.code()).as(ran.err()).isEqualTo(2);
    assertThat(ran.err())
        .contains("w.workflow:5:57: the body cannot be read: gone.json: no such file");
    assertThat(asked).isEmpty();
  }
}
