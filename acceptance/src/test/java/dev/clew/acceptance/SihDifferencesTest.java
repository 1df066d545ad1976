package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the specification and the original of SIH differ: one test for each of the 16 rows, named
/// after it, over real HTTP.
class SihDifferencesTest {
  @TempDir private Path temporary;
  private SihService service = new SihService();
  private SihFolder folder = new SihFolder(Path.of("."));

  @BeforeEach
  void prepare() {
    service = new SihService();
    folder = SihFolder.in(temporary);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static String call(String name, String path, String more) {
    return "  - { name: %s, kind: Endpoint, apiRef: svc, endpoint: %s, httpVerb: GET%s }\n"
        .formatted(name, path, more.isEmpty() ? "" : ", " + more);
  }

  private SihFolder.Ran succeeds(String workflow, String... more) {
    SihFolder.Ran ran = folder.workflow(workflow).run(service, more);
    assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
    return ran;
  }

  private SihFolder.Ran fails(String workflow, String... more) {
    SihFolder.Ran ran = folder.workflow(workflow).run(service, more);
    assertThat(ran.code()).as(ran.err() + ran.out()).isEqualTo(1);
    return ran;
  }

  private Path file(String suffix) {
    return Onboarding.only(temporary.resolve("out"), suffix);
  }

  private Json.Obj report() {
    return SihFolder.json(file(".report.json"));
  }

  @Test
  void row01_input_isOnTheCommandLineAndWinsOverWfvars() {
    folder.write("w.wfvars", "who: file\nother: kept\n");
    succeeds(
        "input: [ { name: who, type: Text }, { name: other, type: Text } ]\nstages:\n"
            + call("a", "/ok", "")
            + "endStage: { output: { who: \"{{input.who}} {{input.other}}\" } }",
        "--input",
        "who=line");
    assertThat(folder.output()).hasToString("{\"who\":\"line kept\"}");
  }

  @Test
  void row02_id_isOptional() {
    succeeds("stages:\n" + call("a", "/ok", ""));
    folder.write("w.workflow", "id: X\nversion: \"1\"\nname: w\nstages:\n" + call("a", "/ok", ""));
    assertThat(folder.clew("check", folder.file("w.workflow"), "--no-network").code()).isZero();
  }

  @Test
  void row03_apis_mayBeLeftOut() {
    succeeds("stages:\n" + call("a", "/ok", "output: { v: \"{{response.body.id}}\" }"));
    succeeds(
        "references: { apis: [ { name: alias, definition: svc } ] }\nstages:\n"
            + call("a", "/ok", "").replace("apiRef: svc", "apiRef: alias"));
  }

  @Test
  void row04_expectedStatus_isAny2xxWithoutOne() {
    succeeds("stages:\n" + call("a", "/created", "") + call("b", "/status/204", ""));
    assertThat(fails("stages:\n" + call("a", "/status/302", "")).out()).contains("HTTP 302");
  }

  @Test
  void row05_runIf_mayUseTheResponseOfAStage() {
    succeeds(
        "stages:\n"
            + call("a", "/created", "")
            + call("yes", "/ok", "runIf: \"{{stage:a.response.status}} == 201\"")
            + call("body", "/ok", "runIf: \"{{stage:a.response.body.id}} == 'A1'\"")
            + call("header", "/ok", "runIf: \"{{stage:a.response.headers.X-Trace}} == 'trace-1'\"")
            + call("no", "/status/500", "runIf: \"{{stage:a.response.status}} == 200\""));
    assertThat(service.calls("/ok")).isEqualTo(3);
    assertThat(service.calls("/status/500")).isZero();
  }

  @Test
  void row06_output_isWrittenWhenItIsAskedForOrThereIsOne() {
    succeeds("stages:\n" + call("a", "/ok", "") + "endStage: { output: { v: x } }");
    assertThat(folder.output()).hasToString("{\"v\":\"x\"}");
  }

  @Test
  void row07_executionKey_isTheSameForTheSameWork() {
    String workflow = "input: [ { name: who, type: Text } ]\nstages:\n" + call("a", "/ok", "");
    succeeds(workflow, "--input", "who=a");
    succeeds(workflow, "--input", "who=a");
    succeeds(workflow, "--input", "who=b");
    List<String> keys =
        Onboarding.all(temporary.resolve("out"), ".ledger").stream()
            .map(path -> String.valueOf(path.getFileName()).split("[.-]", -1)[1])
            .toList();
    assertThat(keys).hasSize(3).allMatch(key -> key.matches("[0-9a-f]{8}"));
    assertThat(keys.stream().distinct()).hasSize(2);
  }

  @Test
  void row08_files_goWhereTheyAreAskedTo() throws Exception {
    succeeds("stages:\n" + call("a", "/ok", ""));
    assertThat(Files.exists(temporary.resolve("output"))).isFalse();
    assertThat(file(".report.html")).isNotEmptyFile();
    SihFolder.Ran beside =
        folder.clew(
            "run", folder.file("w.workflow"), "-e", "local", "--base-url", "svc=" + service.url());
    assertThat(beside.code()).isZero();
    assertThat(Onboarding.all(temporary.resolve("output"), ".ledger")).hasSize(1);
  }

  @Test
  void row09_tolerated402_keepsItsStatusWhateverIsMapped() {
    succeeds(
        "stages:\n"
            + call(
                "a",
                "/status/402",
                "expectedStatuses: [200, 402], output: { id: \"{{response.body.id}}\" }")
            + "endStage: { output: { s: \"{{stage:a.output.http_status}}\" } }");
    assertThat(folder.output()).hasToString("{\"s\":402}");
    assertThat(JsonWriter.compact(report()))
        .contains("402")
        .contains("response.body.id is missing");
  }

  @Test
  void row10_failedRun_hasTheOutputThatCouldBeMade() {
    fails(
        "initStage: { variables: [ { name: state, type: Fixed, value: pending } ] }\nstages:\n"
            + call("a", "/ok", "")
            + call("b", "/status/500", "output: { id: \"{{response.body.id}}\" }")
            + "endStage: { output: { state: \"{{global:state}}\", a: \"{{stage:a.output.http_status}}\" } }");
    assertThat(JsonWriter.compact(report())).contains("\"pending\"");
  }

  @Test
  void row11_stagesBehindAFailure_areRecordedWithTheirCause() {
    fails(
        "stages:\n"
            + call("a", "/status/500", "")
            + call("later", "/ok", "output: { x: \"{{stage:a.output.http_status}}\" }"));
    String shown = folder.clew("show", file(".ledger").toString()).out();
    assertThat(shown).contains("later").containsPattern("not reached|skipped|depends");
    assertThat(JsonWriter.compact(report())).contains("not_reached");
  }

  @Test
  void row12_diff_ofTwoRunsSaysWhatChanged() {
    String good = "stages:\n" + call("a", "/ok", "") + call("b", "/ok", "");
    succeeds(good);
    Path first = file(".ledger");
    SihFolder.Ran second =
        folder
            .workflow(
                good.replace(
                    "name: a, kind: Endpoint, apiRef: svc, endpoint: /ok",
                    "name: a, kind: Endpoint, apiRef: svc, endpoint: /status/500"))
            .clew(
                "run",
                folder.file("w.workflow"),
                "-e",
                "local",
                "--base-url",
                "svc=" + service.url(),
                "--out",
                folder.file("second"));
    assertThat(second.code()).isEqualTo(1);
    String other = Onboarding.only(temporary.resolve("second"), ".ledger").toString();
    SihFolder.Ran diff = folder.clew("diff", first.toString(), other);
    assertThat(diff.code()).as(diff.err() + diff.out()).isEqualTo(1);
    assertThat(diff.out()).contains("a").contains("500");
  }

  @Test
  void row13_offlineReplay_isByteIdentical() {
    succeeds(
        "initStage: { variables: [ { name: id, type: Guid } ] }\nstages:\n"
            + call("a", "/ok", "output: { v: \"{{global:id}} {{system:datetime.utcnow}}\" }"),
        "--capture-http",
        "bodies");
    int calls = service.calls("/ok");
    SihFolder.Ran replay = folder.clew("replay", file(".ledger").toString(), "--offline");
    assertThat(replay.code()).as(replay.err() + replay.out()).isZero();
    assertThat(service.calls("/ok")).isEqualTo(calls);
  }

  @Test
  void row14_decision_isRecordedWithItsOperands() {
    succeeds(
        "stages:\n"
            + call("a", "/created", "")
            + call("b", "/ok", "runIf: \"{{stage:a.response.status}} == 200 && 1 == 2\""));
    String rows =
        folder
            .clew("events", file(".ledger").toString(), "--kind", "decision_evaluated", "--raw")
            .out();
    assertThat(rows).contains("201").contains("{{stage:a.response.status}} == 200");
  }

  @Test
  void row15_versionWithoutQuotes_isReadAsWritten() {
    folder.write(
        "api.catalog",
        """
        - version: 3.1
          definitions: [ { name: other, baseUrl: { local: "http://127.0.0.1:1" } } ]
        - version: 3.10
          definitions: [ { name: svc, baseUrl: { local: "http://127.0.0.1:1" } } ]
        """);
    folder.write("w.workflow", "version: 3.10\nname: w\nstages:\n" + call("a", "/ok", ""));
    SihFolder.Ran ran = folder.clew("check", folder.file("w.workflow"), "--no-network");
    assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
    assertThat(ran.err()).doesNotContain("catalog.other-version");
  }

  @Test
  void row16_evidence_isEmbeddedAndChained() throws IOException {
    succeeds("stages:\n" + call("a", "/ok", ""));
    SihFolder.Ran verified = folder.clew("verify", file(".ledger").toString());
    assertThat(verified.code()).as(verified.err() + verified.out()).isZero();
    assertThat(verified.out()).contains("intact");
    String rows =
        folder
            .clew("events", file(".ledger").toString(), "--kind", "config_captured", "--raw")
            .out();
    assertThat(Objects.requireNonNull(rows)).contains("w.workflow").contains("sha256");
    assertThat(StoredText.of(file(".ledger"))).contains("endpoint: /ok");
  }
}
