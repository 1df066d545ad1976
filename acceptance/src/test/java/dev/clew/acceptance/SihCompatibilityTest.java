package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import dev.clew.plan.value.Display;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every key and fact of SIH that `sih-compatibility.tsv` lists, tried. The table of
/// docs/sih-compatibility.md is made of it; `-Dgolden.update=true` writes it.
class SihCompatibilityTest {
  private static final Path PAGE =
      Path.of(System.getProperty("clew.root", ".."), "docs/sih-compatibility.md");
  private static final List<SihRow> ROWS = SihRow.all();
  private static final Pattern DIAGNOSTIC = Pattern.compile("\\[[a-z]+\\.[a-z-]+]");

  /// Where a row's input stands in a workflow or a catalog.
  private static final Map<String, String> PLACES =
      Map.of(
          "stage",
          """
          resilience: { retries: { std: { maxRetries: 1, delayMs: 1 } }, circuitBreakers: { cb: { failureThreshold: 2, breakMs: 1 } } }
          stages:
            - { name: first, kind: Endpoint, apiRef: svc, endpoint: /ok, httpVerb: GET, output: { id: "{{response.body.id}}", list: "{{response.body.items}}" } }
            - { name: it, kind: Endpoint, apiRef: svc, endpoint: /ok, httpVerb: GET, expectedStatus: 200, @ }
          """,
          "child",
          """
          references: { workflows: [ { name: c, path: child.workflow } ] }
          resilience: { retries: { std: { maxRetries: 1, delayMs: 1 } } }
          stages:
            - { name: it, kind: Workflow, workflowRef: c, inputs: { who: ada }, @ }
          """,
          "llm",
          """
          stages:
            - { name: it, kind: LLM, config: { connectionRef: ai, prompts: { input: { text: hi } }, @ } }
          """);

  private static final String OK =
      "stages: [ { name: ok, kind: Endpoint, apiRef: svc, endpoint: /ok, httpVerb: GET } ]\n";

  @TempDir private static Path folder;
  private static SihService service = new SihService();
  private static @Nullable SihProbe probe;
  private static Json.@Nullable Obj report;

  @BeforeAll
  static void runs() throws Exception {
    SihFolder probes = SihFolder.in(Files.createDirectory(folder.resolve("probe")));
    probe = SihProbe.of(probes, service, ROWS);
    SihFolder reported = SihFolder.in(Files.createDirectory(folder.resolve("report")));
    reported.write(
        "api.catalog",
        """
        - version: "1"
          definitions:
            - { name: svc, baseUrl: { local: "%s" }, healthCheck: /health, readiness: { maxRetries: 1, delayMs: 1 } }
        """
            .formatted(service.url()));
    reported.workflow(
        """
        stages:
          - name: it
            kind: Endpoint
            apiRef: svc
            endpoint: /ok
            httpVerb: GET
            assertions: [ { name: two, actual: "{{response.status}}", operator: equals, expected: 200 } ]
        endStage: { output: { v: "{{stage:it.output.http_status}}" } }
        """);
    SihFolder.Ran ran =
        reported.clew(
            "run", reported.file("w.workflow"), "-e", "local", "--out", reported.file("out"));
    assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
    report = SihProbe.sihReport(reported);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @TestFactory
  Stream<DynamicTest> row() {
    return IntStream.range(0, ROWS.size())
        .filter(at -> !ROWS.get(at).kind().equals(SihRow.UNTRIED))
        .mapToObj(at ->
            DynamicTest.dynamicTest(
                (at + 1) + " " + ROWS.get(at).name(), () -> holds(ROWS.get(at), at)));
  }

  private static void holds(SihRow row, int at) throws Exception {
    switch (row.kind()) {
      case SihProbe.TEMPLATE -> renders(row, at);
      case SihProbe.CONDITION ->
          assertThat(Objects.requireNonNull(probe).conditions())
              .containsEntry("c" + at, Boolean.valueOf(row.expected()));
      case "report" -> isWritten(row);
      case "cli" -> isAccepted(row, at);
      case "run", "mocked", "run-catalog" -> runs(row, at);
      case SihObserved.REPORT, SihObserved.PRINTS, SihObserved.CHECKS, SihObserved.SENT ->
          SihObserved.holds(
              row, SihFolder.in(Files.createDirectory(folder.resolve("seen-" + at))), service);
      default -> checks(row, at);
    }
  }

  private static void renders(SihRow row, int at) {
    if (row.isRefused()) {
      return;
    }
    Json value = Objects.requireNonNull(probe).outputs().get("r" + at);
    String text = Display.text(Objects.requireNonNull(value, "not rendered"));
    if (row.expected().startsWith("~")) {
      assertThat(text).matches(row.said());
    } else {
      assertThat(text).isEqualTo(row.expected());
    }
  }

  private static void isWritten(SihRow row) {
    Json at = Objects.requireNonNull(report);
    for (String step : row.input().split("\\.", -1)) {
      Json next =
          at instanceof Json.Arr list
              ? list.items().get(Integer.parseInt(step))
              : at instanceof Json.Obj object ? object.get(step) : null;
      assertThat(next).as("%s in %s", step, row.input()).isNotNull();
      at = Objects.requireNonNull(next);
    }
  }

  private static void isAccepted(SihRow row, int at) throws Exception {
    SihFolder here = SihFolder.in(Files.createDirectory(folder.resolve("cli-" + at)));
    String inputs = "input: [ { name: who, type: Text, required: false } ]\n";
    String stages = OK.replace(" } ]", ", mock: { payload: '{}' } } ]");
    here.workflow(inputs + stages);
    Files.createDirectory(here.path().resolve("sub"));
    Files.copy(here.path().resolve("w.workflow"), here.path().resolve("sub/w.workflow"));
    here.write("w.wfvars", "who: someone\nother: not declared\n");
    here.write("no-output.workflow", "version: \"1\"\nname: n\noutput: true\n" + OK);
    here.write(
        "vars.workflow", "version: \"1\"\nname: vars\ninput: [ { name: n, type: Number } ]\n" + OK);
    here.write(
        "vars.wfvars", "# c\nglobal:\n  n: text\nlocal:\n  n: text\n  version: 1\n    n: \"5\"\n");
    List<String> words = new ArrayList<>();
    for (String word : row.input().split(" ", -1)) {
      boolean file = Files.exists(here.path().resolve(word));
      words.add(file ? here.file(word) : word);
    }
    SihFolder.Ran ran = here.clew(words.toArray(String[]::new));
    String[] expected = row.expected().split(" ", 2);
    assertThat(ran.code()).as(ran.err() + ran.out()).isEqualTo(Integer.parseInt(expected[0]));
    assertThat(ran.err() + ran.out()).contains(expected.length == 1 ? "" : expected[1]);
  }

  private static void runs(SihRow row, int at) throws Exception {
    SihFolder here = SihFolder.in(Files.createDirectory(folder.resolve("run-" + at)));
    if (row.kind().equals("run-catalog")) {
      catalog(
          here, "{ name: svc, baseUrl: { local: \"http://127.0.0.1:1\" }, " + row.input() + " }");
      here.workflow(
          OK.replace("/ok", "/echo/x")
                  .replace(" } ]", ", output: { p: \"{{response.body.path}}\" } } ]")
              + "endStage: { output: { v: \"{{stage:ok.output.p}}\" } }");
    } else {
      here.workflow(row.input());
    }
    SihFolder.Ran ran =
        row.kind().equals("mocked") ? here.run(service, "--mocked") : here.run(service);
    if (row.isRefused()) {
      assertThat(ran.code()).isNotZero();
      assertThat(ran.err() + ran.out()).contains(row.said());
      return;
    }
    assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
    assertThat(JsonWriter.compact(here.output()))
        .isEqualTo(JsonWriter.compact(JsonText.parse(row.expected())));
  }

  private static void catalog(SihFolder here, String definition) {
    here.write("api.catalog", "- version: \"1\"\n  definitions:\n    - " + definition + "\n");
  }

  private static void checks(SihRow row, int at) throws Exception {
    SihFolder here = SihFolder.in(Files.createDirectory(folder.resolve("check-" + at)));
    String place = PLACES.get(row.kind());
    String svc = "{ name: svc, baseUrl: { local: \"http://127.0.0.1:1\" }";
    if (place != null) {
      here.workflow(place.replace("@", row.input()));
    } else {
      here.workflow(OK);
    }
    switch (row.kind()) {
      case "workflow" ->
          here.workflow(row.input().contains("stages:") ? row.input() : row.input() + "\n" + OK);
      case "catalog" -> catalog(here, svc + " }\n  " + row.input());
      case "definition" -> catalog(here, svc + ", " + row.input() + " }");
      case "connection" ->
          catalog(
              here,
              svc
                  + " }\n  connections:\n    - { name: ai, type: llm, provider: openai, baseUrl: {"
                  + " local: \"http://127.0.0.1:1\" }, "
                  + row.input()
                  + " }");
      case "config" -> here.write("workflows.config", row.input() + "\n");
      case "cli-catalog" -> {
        here.write("api.catalog", row.input() + "\n");
        here.write("w.workflow", "version: 3.10\nname: w\n" + OK);
      }
      default -> assertThat(row.kind()).isIn(PLACES.keySet());
    }
    SihFolder.Ran ran = here.clew("check", here.file("w.workflow"), "-e", "local", "--no-network");
    String all = ran.out() + ran.err();
    if (row.isRefused()) {
      assertThat(ran.code()).as(all).isEqualTo(2);
      assertThat(all).contains("[" + row.said() + "]");
      return;
    }
    assertThat(row.expected()).as("what is observed").isNotEmpty();
    assertThat(ran.code()).as(all).isZero();
    List<String> given = DIAGNOSTIC.matcher(all).results().map(one -> one.group()).toList();
    assertThat(given).as(all).isEqualTo(List.of("[" + row.said() + "]"));
  }

  @Test
  void page_ofTheTable_isTheOneInDocs() throws Exception {
    String page = SihPage.of(ROWS);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).hasContent(page);
  }
}
