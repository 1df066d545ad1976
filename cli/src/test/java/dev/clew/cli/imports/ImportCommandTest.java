package dev.clew.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.verify.TestFiles;
import dev.clew.core.event.StagePath;
import dev.clew.core.json.Json;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.document.JsonText;
import dev.clew.runs.LedgerSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportCommandTest {
  private static final String REPORT = "onboard.workflow.report.json";
  private static final String SNAPSHOT = "onboard.workflow.snapshot.json";

  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    for (String name : List.of(REPORT, SNAPSHOT)) {
      try (InputStream in =
          Objects.requireNonNull(ImportCommandTest.class.getResourceAsStream(name))) {
        Files.copy(in, folder.resolve(name));
      }
    }
  }

  private TestFiles.Ran sih(Object... words) {
    Object[] all = new Object[words.length + 4];
    all[0] = "import";
    all[1] = "sih";
    System.arraycopy(words, 0, all, 2, words.length);
    all[words.length + 2] = "--out";
    all[words.length + 3] = folder.resolve("out");
    return TestFiles.clew(all);
  }

  private Path ledgerOf(String name) throws Exception {
    TestFiles.Ran ran = sih(folder.resolve(name), "--json");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    Json.Obj said = (Json.Obj) JsonText.parse(ran.out());
    return Path.of(said.objects("imported").getFirst().text("ledger", ""));
  }

  private RunView view(String name) throws Exception {
    return new LedgerSource(ledgerOf(name)).read().view();
  }

  private static StageView stage(RunView run, String path) {
    return Objects.requireNonNull(run.attempt().stage(StagePath.parse(path)), path);
  }

  @Test
  void import_report_isARunWithItsTreeOfStages() throws Exception {
    RunView run = view(REPORT);
    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.runId()).isEqualTo("run_sih_01krichexample0000000000aa");
    assertThat(run.attempt().stages())
        .extracting(stage -> stage.path() + " " + stage.status())
        .containsExactly(
            "login SUCCEEDED",
            "login/token SUCCEEDED",
            "create-account SUCCEEDED",
            "welcome SKIPPED",
            "push-items SUCCEEDED",
            "push-items[0]/push SUCCEEDED",
            "push-items[1]/push SUCCEEDED",
            "activate FAILED");
    assertThat(stage(run, "welcome").decisions().getFirst().result()).isFalse();
    assertThat(stage(run, "activate").error()).isNotNull();
    assertThat(run.attempt().lastCall(StagePath.of("activate")))
        .satisfies(call -> assertThat(call.httpStatus()).isEqualTo(500));
    assertThat(run.created().correlationId()).isEqualTo("01KRICHEXAMPLE0000000000AA");
  }

  @Test
  void import_maskedValue_isNoValue() throws Exception {
    RunView run = view(REPORT);
    assertThat(run.inputs())
        .filteredOn(input -> input.name().equals("password"))
        .singleElement()
        .satisfies(password -> {
          assertThat(password.secret()).isTrue();
          assertThat(password.value()).isEqualTo(Json.NULL);
          assertThat(password.missing()).isNotNull();
        });
  }

  @Test
  void import_report_isExplainedAndComparedLikeAnyRun() throws Exception {
    Path failed = ledgerOf(REPORT);
    TestFiles.Ran why = TestFiles.clew("why", failed);
    assertThat(why.out()).contains("activate").contains("500");
    Path good = ledgerOf(SNAPSHOT);
    TestFiles.Ran diff = TestFiles.clew("diff", good, failed);
    assertThat(diff.code()).isEqualTo(1);
    assertThat(diff.out()).contains("first divergence");
    assertThat(TestFiles.clew("verify", failed).code()).isZero();
  }

  /// A report with one stage `create`, the members of which and of the run are given.
  private Path report(String id, String ofRun, String ofStage) throws IOException {
    return Files.writeString(
        folder.resolve(id + ".workflow.report.json"),
        """
        {"ExecutionId": "%s", "WorkflowName": "w", "StartedAtUtc": "2026-05-01T10:00:00+00:00",
         "FinishedAtUtc": "2026-05-01T10:00:20+00:00", "DurationMs": 20000, %s, "Inputs": {},
         "Stages": [{"WorkflowName": "w", "StageName": "create", "StageKind": "Endpoint", "Depth": 0,
          "StartedAtUtc": "2026-05-01T10:00:01+00:00", "FinishedAtUtc": "2026-05-01T10:00:02+00:00",
          "DurationMs": 1000, "RequestUri": "http://h/x", "HttpMethod": "POST", %s}]}
        """
            .formatted(id, ofRun, ofStage));
  }

  private String why(Path report) throws Exception {
    TestFiles.Ran ran = TestFiles.clew("why", ledgerOf(report.getFileName().toString()));
    return ran.out();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"Status\": \"Ok\", \"HttpStatusCode\": 200"
            + " | Invalid stage token 'stage:x.response.status'."
            + " | BLOCKER  Invalid stage token 'stage:x.response.status'. | unknown_failure",
        "\"Status\": \"Error\", \"HttpStatusCode\": 200, \"ErrorMessage\": \"Stage 'create' assertion"
            + " failed: is active\", \"Assertions\": [{\"Name\": \"is active\", \"Status\": \"Failed\","
            + " \"Blocking\": true}]"
            + " | Stage 'create' assertion failed: is active"
            + " | BLOCKER  create: Stage 'create' assertion failed: is active | assertion_failed",
        "\"Status\": \"Error\", \"HttpStatusCode\": 402, \"ErrorMessage\": \"Response token 'b' requires"
            + " a JSON body.\""
            + " | Response token 'b' requires a JSON body."
            + " | BLOCKER  create: Response token 'b' requires a JSON body. | sih_error",
        "\"Status\": \"Error\", \"HttpStatusCode\": 204, \"ErrorMessage\": \"Stage 'create' returned 204"
            + " but expected one of [200].\""
            + " | Stage 'create' returned 204 but expected one of [200]."
            + " | BLOCKER  create answered 204 | http_204",
        "\"Status\": \"Error\", \"ErrorMessage\": \"Connection refused (h:80)\""
            + " | Connection refused (h:80)"
            + " | BLOCKER  create: Connection refused (h:80) | sih_error",
      })
  void why_ofAnImport_namesTheFailureThatTheOriginalNames(
      String stage, String message, String blocker, String code) throws Exception {
    String shown =
        why(report("id1", "\"Result\": \"Error\", \"ErrorMessage\": \"" + message + "\"", stage));
    assertThat(shown).contains(blocker).contains("FAILURE  " + code);
  }

  @Test
  void why_ofAnEndStageThatFailed_isItsAssertion() throws Exception {
    String shown =
        why(
            report(
                "id2",
                "\"Result\": \"Error\", \"ErrorMessage\": \"Workflow 'w' assertion failed: total\","
                    + " \"Assertions\": [{\"Scope\": \"EndStage\", \"Name\": \"total\","
                    + " \"Status\": \"Failed\", \"Blocking\": true}]",
                "\"Status\": \"Ok\", \"HttpStatusCode\": 200"));
    assertThat(shown).contains("BLOCKER  Workflow 'w' assertion failed: total");
  }

  @Test
  void diff_ofImports_startsWithTheFailureAndNotWithTheFile() throws Exception {
    Path good =
        report("good1", "\"Result\": \"Ok\"", "\"Status\": \"Ok\", \"HttpStatusCode\": 200");
    Path bad =
        report(
            "bad1",
            "\"Result\": \"Error\", \"ErrorMessage\": \"Stage 'create' returned 402 but expected one of"
                + " [200].\"",
            "\"Status\": \"Error\", \"HttpStatusCode\": 402");
    TestFiles.Ran diff =
        TestFiles.clew(
            "diff",
            ledgerOf(good.getFileName().toString()),
            ledgerOf(bad.getFileName().toString()));
    assertThat(diff.out()).startsWith("FIRST    create answered 402, was 200");
    assertThat(diff.out()).doesNotContain("report.json");
  }

  @Test
  void import_ensureThatFoundTheThing_isASuccess() throws Exception {
    RunView run =
        view(
            report(
                    "id3",
                    "\"Result\": \"Ok\", \"ErrorMessage\": null",
                    "\"Status\": \"Jumped\", \"JumpTarget\": \"endStage\", \"HttpStatusCode\": 409,"
                        + " \"EnsureMode\": \"CreateIfMissing\", \"EnsureStatus\": \"existing\"")
                .getFileName()
                .toString());
    assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(stage(run, "create").status()).isEqualTo(StageStatus.SUCCEEDED);
    assertThat(stage(run, "create").error()).isNull();
  }

  @Test
  void import_snapshot_hasOffsetsAndOutcomes() throws Exception {
    RunView run = view(SNAPSHOT);
    assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(run.attempt().stages())
        .extracting(StageView::status)
        .containsOnly(StageStatus.SUCCEEDED);
    assertThat(stage(run, "activate").offset()).hasMillis(600);
    assertThat(stage(run, "activate").duration()).hasMillis(300);
  }

  @Test
  void import_twice_isOneRun() throws Exception {
    Path first = ledgerOf(REPORT);
    TestFiles.Ran again = sih(folder.resolve(REPORT));
    assertThat(again.out()).contains("is there already").contains(first.toString());
    assertThat(again.code()).isZero();
  }

  @Test
  void import_oneBadFile_doesNotKeepTheOthersOut() throws Exception {
    Path bad = Files.writeString(folder.resolve("bad.json"), "[]");
    TestFiles.Ran ran = sih(bad, folder.resolve(REPORT));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).contains("onboard rich");
    assertThat(ran.err()).contains("bad.json").contains("JSON object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | not JSON",
        "{} | 'ExecutionId'",
        "{\"ExecutionId\":\"1\"} | 'WorkflowName'",
        "{\"ExecutionId\":\"1\",\"WorkflowName\":\"w\"} | 'Stages'",
        "{\"ExecutionId\":\"1\",\"WorkflowName\":\"w\",\"Stages\":[]} | 'StartedAtUtc'",
        "{\"SnapshotSchemaVersion\":\"9\"} | version 9",
        "{\"SnapshotSchemaVersion\":\"1.0\"} | 'CreatedAtUtc'",
      })
  void import_brokenFile_isOneLine(String content, String named) throws IOException {
    TestFiles.Ran ran = sih(Files.writeString(folder.resolve("x.json"), content));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err().lines()).singleElement().asString().contains("x.json").contains(named);
    assertThat(ran.err()).doesNotContain("\tat ");
  }

  @Test
  void import_missingFile_isOneLine() {
    assertThat(sih(folder.resolve("none.json")).err()).contains("none.json: no such file");
  }

  /// What SIH would write of the run is what it wrote, but for the tokens that clew takes out.
  @Test
  void reportFormatSih_ofAnImport_isTheReportThatWasImported() throws Exception {
    Path ledger = ledgerOf(REPORT);
    TestFiles.Ran ran = TestFiles.clew("report", ledger, "--format", "sih");
    assertThat(ran.code()).isZero();
    Json.Obj written = (Json.Obj) JsonText.parse(Files.readString(Path.of(ran.out().strip())));
    Json.Obj read = (Json.Obj) JsonText.parse(Files.readString(folder.resolve(REPORT)));
    assertThat(written.members().keySet()).containsAll(read.members().keySet());
    for (String name :
        List.of("ExecutionId", "WorkflowName", "WorkflowVersion", "Environment", "Result")) {
      assertThat(written.get(name)).isEqualTo(read.get(name));
    }
    assertThat(written.get("Metrics")).isEqualTo(read.get("Metrics"));
    List<Json.Obj> now = written.objects("Stages");
    List<Json.Obj> then = read.objects("Stages");
    assertThat(now).hasSameSizeAs(then);
    for (int at = 0; at < now.size(); at++) {
      assertThat(now.get(at).members().keySet())
          .containsExactlyElementsOf(then.get(at).members().keySet());
      for (String name :
          List.of(
              "StageKind",
              "RunIf",
              "DurationMs",
              "DelaySeconds",
              "ForEachExecutionMode",
              "RetryCount",
              "HttpStatusCode",
              "EnsureMode",
              "EnsureStatus",
              "RequestUri",
              "HttpMethod",
              "Assertions")) {
        assertThat(now.get(at).get(name)).as(name + " of " + at).isEqualTo(then.get(at).get(name));
      }
    }
    assertThat(now.get(7).text("ResponseBody")).isEqualTo("payment gateway is down");
  }
}
