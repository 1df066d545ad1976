package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `clew exec` with real processes: what is started, with what, and which code comes back.
class ExecTest extends ExecRuns {
  @Test
  void exec_rowsOfAQuietSuccess_areInTheirOrder() throws Exception {
    Files.writeString(folder.resolve("in.txt"), "abc");
    Clew.Ran ran =
        run(
            "--name",
            "quiet",
            "--input-file",
            "in.txt",
            "--timeout",
            "1m",
            "--final",
            "out.txt",
            "--created-at",
            "2026-11-22T01:00:00Z",
            "--",
            "sh",
            "-c",
            "echo done > out.txt");
    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.out()).isEmpty();
    ExecLedger ledger = ExecLedger.in(folder);
    List<String> kinds = new ArrayList<>(ledger.kinds());
    // The list of the folder is made beside the command: it may stand anywhere.
    kinds.remove("workspace_snapshotted");
    assertThat(kinds)
        .containsExactly(
            "run_created",
            "run_claimed",
            "config_captured",
            "config_captured",
            "artifact_consumed",
            "workspace_ready",
            "run_started",
            "tool_call_started",
            "artifact_written",
            "tool_call_completed",
            "workspace_snapshotted",
            "run_finished");
    assertThat(ledger.events("workspace_snapshotted")).hasSize(2);
    Json.Obj created = ledger.last("run_created");
    assertThat(created.text("name")).isEqualTo("quiet");
    assertThat(created.text("created_at")).isEqualTo("2026-11-22T01:00:00Z");
    assertThat(created.whole("limit_ms")).isEqualTo(60_000);
    assertThat(created.text("bundle")).startsWith("sha256:");
    assertThat(created.object("expects").list("final_artifacts")).hasSize(1);
    assertThat(ledger.last("artifact_consumed").text("checksum"))
        .isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(ledger.last("artifact_written").text("artifact_kind")).isEqualTo("final");
    assertThat(ledger.last("run_started").list("again").getFirst()).isEqualTo(Json.of("clew"));
    assertThat(ran.err()).contains("quiet succeeded", ".workflow.report.html");
    assertThat(Onboarding.only(folder, ".report.json")).isNotEmptyFile();
  }

  @ParameterizedTest
  @CsvSource({"exit 0,0", "exit 1,1", "exit 3,3", "exit 125,125", "kill -9 $$,137", "kill $$,143"})
  void exec_command_givesItsExitCode(String script, int code) {
    assertThat(quietly(script).code()).isEqualTo(code);
  }

  @Test
  void exec_noSuchCommand_exits127AndSaysSoInTheLedger() throws Exception {
    Clew.Ran ran = run("--report-format", "none", "--", "no-such-command-742");
    assertThat(ran.code()).isEqualTo(127);
    assertThat(ran.err()).contains("failed").doesNotContain("\tat ");
    ExecLedger ledger = ExecLedger.in(folder);
    assertThat(ledger.last("error").text("code")).isEqualTo("command_not_found");
    assertThat(ledger.kinds()).doesNotContain("tool_call_started", "tool_call_failed");
    assertNothingRan("not found: no-such-command-742");
    assertThat(Clew.in(folder).run("list").out()).contains("not found: no-such-command-742");
  }

  @Test
  void exec_notExecutable_exits126() throws Exception {
    Files.writeString(folder.resolve("data.txt"), "x");
    assertThat(run("-q", "--report-format", "none", "--", "./data.txt").code()).isEqualTo(126);
    assertNothingRan("cannot be executed: ./data.txt");
  }

  private void assertNothingRan(String why) {
    String ledger = Onboarding.only(folder, ".ledger").toString();
    Json.Obj dossier = Clew.in(folder).run("why", "--json", ledger).json().object("dossier");
    assertThat(dossier.text("blocker")).contains(why);
    assertThat(dossier.text("phase")).isEqualTo("boot");
    assertThat(dossier.text("cause")).isEqualTo("config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/proc/self", "/dev", "/sys"})
  void exec_folderWithoutEnd_startsTheCommand(String where) throws Exception {
    String out = folder.toString();
    Clew.Ran ran =
        Clew.in(Path.of(where))
            .run("exec", "-q", "--report-format", "none", "--out", out, "--", "echo", "started");
    assertThat(ran.out()).as(ran.toString()).isEqualTo("started\n");
    assertThat(ran.code()).isZero();
    Json.Obj listed = ExecLedger.in(folder).last("workspace_snapshotted");
    assertThat(listed.list("over_limit").size() + listed.list("left_out").size()).isPositive();
  }

  @Test
  void exec_wordThatNamesAFileOfTheKernel_isNotRead() throws Exception {
    Clew.Ran ran = run("-q", "--report-format", "none", "--", "true", "/proc/kmsg");
    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ExecLedger.in(folder).events("config_captured").stream())
        .noneMatch(event -> event.attributes().text("name", "").equals("/proc/kmsg"));
    assertThat(run("--input-file", "/proc/kmsg", "--", "true").err()).contains("copy it to a file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|which command||",
        "--bad|Unknown option||",
        "--timeout|soon|x|--timeout takes a duration",
        "--timeout|0|x|--timeout takes a duration",
        "--created-at|yesterday|x|--created-at takes a time",
        "--final|a[|x|--final 'a['",
        "--artifact|out/|x|--artifact takes a pattern",
        "--input-file|gone.txt|x|no such file",
        "--input-file|.|x|not a file",
        "--attempt-of|gone.ledger|x|no such file",
        "--rules|gone.yaml|x|no such file",
        "--out|/dev/null/out|x|cannot be made"
      })
  void exec_badInput_exits125BeforeAnythingStarts(
      String option, String second, String third, String fourth) throws IOException {
    List<String> words = new ArrayList<>();
    String said = second;
    if (fourth != null) {
      words.addAll(List.of(option, second, "--", "touch", "started"));
      said = fourth;
    } else if (option != null) {
      words.addAll(List.of(option, "--", "touch", "started"));
    }
    Clew.Ran ran = run(words.toArray(String[]::new));
    assertThat(ran.code()).as(ran.toString()).isEqualTo(125);
    assertThat(ran.err()).startsWith("clew: ").contains(said).doesNotContain("\tat ");
    assertThat(ran.out()).isEmpty();
    assertThat(folder.resolve("started")).doesNotExist();
    assertThat(Onboarding.all(folder, ".ledger")).isEmpty();
  }

  @Test
  void exec_optionsOfTheCommand_areTheCommands() {
    Clew.Ran ran =
        run("-q", "--report-format", "none", "printf", "%s ", "--help", "-q", "@file", "--out=x");
    assertThat(ran.out()).isEqualTo("--help -q @file --out=x ");
  }

  @Test
  void exec_stdin_isTheCommands() {
    Clew.Ran ran =
        Clew.in(folder).stdin("from outside\n").run("exec", "-q", "--report-format", "none", "cat");
    assertThat(ran.out()).isEqualTo("from outside\n");
  }

  @Test
  void exec_cpuAndMemory_areRecorded() throws Exception {
    run(
        "--report-format",
        "none",
        "--",
        "sh",
        "-c",
        "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; sleep 0.3");
    Json.Obj ended = ExecLedger.in(folder).last("tool_call_completed");
    assertThat(ended.whole("cpu_ms")).isGreaterThan(50);
    assertThat(ended.whole("max_rss_bytes")).isGreaterThan(500_000);
  }
}
