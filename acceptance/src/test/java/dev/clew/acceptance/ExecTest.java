package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.Event;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `clew exec` with real processes.
class ExecTest {
  private static final String SECRET = "canary-7Qx/91+zz";

  @TempDir private Path folder;

  @Test
  void exec_binaryOutputOf10Megabytes_isPassedOnByteForByte() throws Exception {
    byte[] random = new byte[500_000];
    new Random(Long.getLong("seed", 742L)).nextBytes(random);
    byte[] bytes = Arrays.copyOf(random, 10_000_000);
    Files.write(folder.resolve("in.bin"), bytes);
    Clew.Running running = exec("--report-format", "none", "--", "cat", "in.bin");
    assertThat(running.ended().code()).isZero();
    assertThat(Arrays.equals(running.outBytes(), bytes)).isTrue();
  }

  @Test
  void exec_textOfManyChunks_isStoredWholeAndTheRangesMeet() throws Exception {
    Clew.Ran ran = run("--report-format", "none", "--", "seq", "1", "200000");
    ExecLedger ledger = ExecLedger.in(folder);
    assertThat(ledger.storedText("stdout")).isEqualTo(ran.out());
    assertThat(ledger.chunks("stdout")).hasSizeGreaterThan(5);
    assertMeets(ledger, "stdout", ran.out().length());
    assertThat(ledger.last("run_finished").object("log").whole("not_stored")).isEqualTo(180_000);
    assertThat(ledger.events("log").size()).isBetween(20_000, 20_001);
  }

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
    assertThat(ledger.kinds())
        .containsExactly(
            "run_created",
            "run_claimed",
            "config_captured",
            "config_captured",
            "artifact_consumed",
            "workspace_snapshotted",
            "workspace_ready",
            "run_started",
            "tool_call_started",
            "artifact_written",
            "tool_call_completed",
            "workspace_snapshotted",
            "run_finished");
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
    assertThat(run("-q", "--report-format", "none", "--", "sh", "-c", script).code())
        .isEqualTo(code);
  }

  @Test
  void exec_childKilled_isRecordedWithItsSignal() throws Exception {
    run("-q", "--report-format", "none", "--", "sh", "-c", "kill -9 $$");
    Json.Obj finished = ExecLedger.in(folder).last("run_finished");
    assertThat(finished.text("status")).isEqualTo("failed");
    assertThat(finished.text("signal")).isEqualTo("KILL");
    assertThat(finished.whole("exit_code")).isEqualTo(137);
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
  void exec_artifactsOfTheWholeMachine_startsTheCommandAndFindsWhatItWrote() throws Exception {
    Files.writeString(folder.resolve("before.clew742"), "before");
    String glob = folder + "/**/*.clew742";
    Clew.Ran ran =
        Clew.in(folder)
            .run(
                "exec",
                "-q",
                "--artifact",
                "/**/*.clew742-nowhere",
                "--artifact",
                glob,
                "--",
                "sh",
                "-c",
                "echo x > new.clew742");
    assertThat(ran.code()).as(ran.toString()).isZero();
    ExecLedger ledger = ExecLedger.in(folder);
    assertThat(ledger.events("artifact_written").stream().map(Event::artifacts).toList())
        .containsExactly(List.of("new.clew742"));
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
  @ValueSource(strings = {"USR1", "USR2", "ALRM", "IO", "PWR", "CONT", "WINCH", "ABRT"})
  void signal_thatTheCommandKnows_reachesItAndEndsNobody(String name) throws Exception {
    Clew.Running running =
        exec(
            "--report-format",
            "none",
            "--",
            "sh",
            "-c",
            "trap 'echo got; exit 3' " + name + "; echo ready; while :; do sleep 0.05; done");
    awaitOut(running, "ready");
    signal(name, running.pid());
    Clew.Ran ran = running.ended();
    assertThat(ran.out()).isEqualTo("ready\ngot\n");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ExecLedger.in(folder).last("run_finished").text("status")).isEqualTo("failed");
  }

  @Test
  void signal_thatTheCommandDoesNotKnow_endsItAndIsTheReason() throws Exception {
    Clew.Running running =
        exec("--report-format", "none", "--", "sh", "-c", "echo ready; exec sleep 60");
    awaitOut(running, "ready");
    signal("USR1", running.pid());
    assertThat(running.ended().code()).isEqualTo(138);
    assertThat(ExecLedger.in(folder).last("run_cancelled").text("reason")).contains("SIGUSR1");
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
  void terminate_whileItRuns_reachesTheCommandAndTheLedgerIsFinished() throws Exception {
    Clew.Running running =
        exec(
            "--report-format",
            "none",
            "--",
            "sh",
            "-c",
            "trap 'echo bye; exit 9' TERM; echo ready; while :; do sleep 0.05; done");
    awaitOut(running, "ready");
    signal("TERM", running.pid());
    Clew.Ran ran = running.ended();
    assertThat(ran.code()).as(ran.toString()).isEqualTo(9);
    assertThat(ran.out()).isEqualTo("ready\nbye\n");
    Json.Obj end = ExecLedger.in(folder).last("run_cancelled");
    assertThat(end.text("reason")).contains("SIGTERM");
    assertThat(end.whole("exit_code")).isEqualTo(9);
  }

  @Test
  void hangUp_commandThatDoesNotCare_endsByTheSignal() throws Exception {
    Clew.Running running =
        exec("--report-format", "none", "--", "sh", "-c", "echo ready; exec sleep 60");
    awaitOut(running, "ready");
    signal("HUP", running.pid());
    assertThat(running.ended().code()).isEqualTo(129);
    assertThat(ExecLedger.in(folder).last("run_cancelled").text("signal")).isEqualTo("HUP");
  }

  @Test
  void terminate_commandThatEndsWell_hasSucceeded() throws Exception {
    Clew.Running running =
        exec(
            "--report-format",
            "none",
            "--",
            "sh",
            "-c",
            "trap 'exit 0' TERM; echo ready; while :; do sleep 0.05; done");
    awaitOut(running, "ready");
    signal("TERM", running.pid());
    assertThat(running.ended().code()).isZero();
    assertThat(ExecLedger.in(folder).last("run_finished").text("status")).isEqualTo("succeeded");
  }

  @Test
  void kill9_ofClew_leavesALedgerThatOpensWithWhatWasSaid() throws Exception {
    Clew.Running running =
        exec("--", "sh", "-c", "echo ready; echo $$; for i in 1 2 3 4 5 6 7 8 9; do sleep 1; done");
    awaitOut(running, "ready");
    awaitRow("stdout_chunk");
    running.kill();
    assertThat(running.ended().code()).isEqualTo(137);
    Clew.Ran ran =
        Clew.in(folder).run("why", "--json", Onboarding.only(folder, ".ledger").toString());
    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.json().text("status")).isEqualTo("interrupted");
    assertThat(ExecLedger.in(folder).storedText("stdout")).startsWith("ready\n");
  }

  @Test
  void timeout_commandAndWhatItStarted_areEnded() throws Exception {
    Clew.Ran ran =
        run(
            "--report-format",
            "none",
            "--timeout",
            "300ms",
            "--",
            "sh",
            "-c",
            "sleep 61 & echo $!; wait");
    assertThat(ran.code()).isEqualTo(124);
    long grandchild = Long.parseLong(ran.out().strip());
    assertThat(isRunning(grandchild)).isFalse();
    Json.Obj finished = ExecLedger.in(folder).last("run_finished");
    assertThat(finished.text("status")).isEqualTo("failed");
    assertThat(finished.object("error").text("code")).isEqualTo("timeout");
    assertThat(ran.err()).contains("failed");
  }

  @Test
  void exec_daemonThatKeepsTheOutputOpen_isNotWaitedForForEver() throws Exception {
    Clew.Ran ran = run("-q", "--report-format", "none", "--", "sh", "-c", "sleep 60 & echo $!");
    assertThat(ran.code()).isZero();
    long daemon = Long.parseLong(ran.out().strip());
    assertThat(ProcessHandle.of(daemon).map(ProcessHandle::isAlive).orElse(false)).isTrue();
    ProcessHandle.of(daemon).ifPresent(ProcessHandle::destroyForcibly);
    ExecLedger ledger = ExecLedger.in(folder);
    assertThat(ledger.last("run_finished").flag("stdout_left_open")).isTrue();
    Timing timing = Timing.of(RunView.of(ledger.file().rows(), RunView.Writer.ABSENT).attempt());
    assertThat(timing.active().duration()).isLessThan(Duration.ofSeconds(4));
    assertThat(timing.save().duration()).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void exec_childOfTheCommandThatSpeaksAfterIt_isHeard() throws Exception {
    Clew.Ran ran =
        run(
            "-q",
            "--report-format",
            "none",
            "--",
            "sh",
            "-c",
            "(sleep 0.5; echo late) & echo early");
    assertThat(ran.out()).isEqualTo("early\nlate\n");
    assertThat(ExecLedger.in(folder).storedText("stdout")).isEqualTo("early\nlate\n");
  }

  @Test
  void exec_readerThatGoesAway_endsTheCommandAsEver() throws Exception {
    List<String> command =
        List.of(
            "sh",
            "-c",
            "\"$@\" | head -1",
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            Clew.classPath(),
            "dev.clew.cli.Main",
            "exec",
            "-q",
            "--report-format",
            "none",
            "--",
            "sh",
            "-c",
            "while :; do echo y; done");
    assertThat(Clew.in(folder).start(command).ended().out()).isEqualTo("y\n");
    assertThat(ExecLedger.in(folder).kinds()).contains("run_finished");
  }

  @Test
  void secrets_inEnvironmentArgumentsAndSplitOutput_areNowhere() throws Exception {
    String script =
        """
        printf '%s\\n' "$DB_PASSWORD"
        printf '%s\\n' "$DB_PASSWORD" | fold -w 1 | while read -r c; do printf %s "$c"; sleep 0.02; done
        echo; echo "$DB_PASSWORD" >&2; printf '%s' "$2"
        echo "::clew {\\"kind\\":\\"log\\",\\"note\\":\\"$DB_PASSWORD\\"}"
        """;
    Clew.Ran ran =
        Clew.in(folder)
            .with("DB_PASSWORD", SECRET)
            .with("DATABASE_URL", "postgres://u:s3cr3t-" + SECRET + "@h/db")
            .run("exec", "--", "sh", "-c", script, "sh", "--api-key", "arg-" + SECRET);
    assertThat(ran.out()).as("passed on as it is").contains(SECRET + "\n" + SECRET);
    ExecLedger ledger = ExecLedger.in(folder);
    for (Path file : Onboarding.all(folder, "")) {
      assertThat(Files.readString(file)).as(file.toString()).doesNotContain("canary-7Qx");
    }
    assertThat(ledger.storedText("stdout")).contains("[redacted:db_password len=16]");
    assertThat(ledger.file().rows().getFirst().event().attributes().list("command").toString())
        .contains("--api-key")
        .contains("[redacted:api_key");
    assertMeets(ledger, "stdout", ran.out().getBytes(UTF_8).length);
  }

  @Test
  void eventLines_goodBadForbiddenAndOversized_areToldApart() throws Exception {
    String script =
        """
        echo '::clew {"kind":"stage_started","stage":"render","note":7}'
        echo '::clew {"kind":"stage_completed","stage":"render","duration_ms":412,"attributes":{"a":1}}'
        echo '::clew {not json'
        echo '::clew {"kind":"run_finished","status":"succeeded"}'
        echo '::clew {"kind":"Bad Kind"}'
        echo '::clew {"kind":"log","severity":"loud"}'
        printf '::clew {"kind":"log","x":"%070000d"}\\n' 1
        echo '::clew {"kind":"stage_started","stage":"err"}' >&2
        exit 4
        """;
    Clew.Ran ran = run("--report-format", "none", "--", "sh", "-c", script);
    assertThat(ran.out()).startsWith("::clew {\"kind\":\"stage_started\"");
    ExecLedger ledger = ExecLedger.in(folder);
    Event started = ledger.event("stage_started");
    assertThat(ledger.events("stage_started")).hasSize(1);
    assertThat(String.valueOf(started.path())).isEqualTo("render");
    assertThat(started.attributes().whole("note")).isEqualTo(7);
    assertThat(started.attributes().text("reported_by")).isEqualTo("child");
    Event completed = ledger.event("stage_completed");
    assertThat(completed.duration()).hasMillis(412);
    assertThat(completed.attributes().whole("a")).isEqualTo(1);
    assertThat(ledger.events("run_finished")).hasSize(1);
    assertThat(ledger.last("run_finished").text("status")).isEqualTo("failed");
    List<String> warnings =
        ledger.file().rows().stream()
            .map(Row::event)
            .filter(event -> event.attributes().text("code", "").equals("invalid_event_line"))
            .map(Event::summary)
            .toList();
    assertThat(warnings).hasSize(5);
    assertThat(warnings.get(0)).contains("not JSON");
    assertThat(warnings.get(1)).contains("only clew itself says run_finished");
    assertThat(warnings.get(2)).contains("no kind");
    assertThat(warnings.get(3)).contains("severity");
    assertThat(warnings.get(4)).contains("event_line.bytes");
  }

  @Test
  void artifacts_thatAppearChangeAndVanish_haveARowForEachState() throws Exception {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/old.txt"), "old");
    String script =
        """
        echo one > out/a.txt; echo gone > out/b.txt; sleep 1.6
        echo two > out/a.txt; rm out/b.txt; mkdir -p out/deep/er; echo x > out/deep/er/c.txt
        ln -s a.txt out/link.txt
        """;
    Clew.Ran ran =
        run(
            "--artifact",
            "out/**/*.txt",
            "--final",
            "out/deep/*/c.txt",
            "--final",
            "never.pdf",
            "--",
            "sh",
            "-c",
            script);
    assertThat(ran.code()).as(ran.toString()).isZero();
    ExecLedger ledger = ExecLedger.in(folder);
    List<String> written =
        ledger.events("artifact_written").stream()
            .map(event ->
                event.attributes().text("path") + " " + event.attributes().text("artifact_kind"))
            .toList();
    assertThat(written)
        .containsExactlyInAnyOrder(
            "out/a.txt intermediate",
            "out/b.txt intermediate",
            "out/a.txt intermediate",
            "out/deep/er/c.txt final");
    Row end =
        ledger.file().rows().stream()
            .filter(row -> row.event().attributes().text("when", "").equals("end"))
            .findFirst()
            .orElseThrow();
    Json list = JsonText.parse(new String(ExecLedger.payload(end), UTF_8));
    assertThat(list.toString())
        .contains("out/a.txt", "out/old.txt", "out/deep/er/c.txt")
        .doesNotContain("b.txt")
        .doesNotContain("link.txt");
    assertThat(end.event().attributes().list("missing").toString())
        .contains("\"path\":\"out/b.txt\",\"removed\":true");
    assertThat(ledger.last("run_created").object("expects").list("final_artifacts").toString())
        .contains("never.pdf");
  }

  @Test
  void artifacts_namedByTheCommand_keepItsName() throws Exception {
    String script =
        """
        echo '::clew {"kind":"artifact_written","artifacts":["page-1"],"path":"a.txt"}'
        echo x > a.txt; sleep 0.3
        """;
    run("--artifact", "a.txt", "--", "sh", "-c", script);
    assertThat(ExecLedger.in(folder).events("artifact_written"))
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.artifacts()).containsExactly("page-1"));
  }

  @Test
  void artifacts_thatTheCommandHasToldOfItself_areNotToldAgain() throws Exception {
    String script =
        """
        echo x > a.txt
        sum=$(sha256sum < a.txt | cut -c1-64)
        echo '::clew {"kind":"artifact_written","artifacts":["page-1"],"artifact_kind":"report","path":"a.txt","checksum":"sha256:'$sum'"}'
        echo '::clew {"kind":"artifact_consumed","artifacts":["page-1"],"path":"a.txt"}'
        echo '::clew {"kind":"status_persisted","status":"done"}'
        """;
    run("--artifact", "a.txt", "--", "sh", "-c", script);
    ExecLedger ledger = ExecLedger.in(folder);
    assertThat(ledger.events("artifact_written")).hasSize(1);
    assertThat(ledger.last("artifact_written").text("reported_by")).isEqualTo("child");
  }

  @Test
  void artifacts_foundLate_haveTheTimeOfTheirModification() throws Exception {
    String script =
        """
        touch -d 2001-01-01 old.txt
        echo x > a.txt; sleep 0.2
        echo '::clew {"kind":"status_persisted","status":"done"}'
        """;
    run("--final", "*.txt", "--", "sh", "-c", script);
    ExecLedger ledger = ExecLedger.in(folder);
    Event late = ledger.events("artifact_written").getFirst();
    assertThat(late.attributes().text("path")).isEqualTo("a.txt");
    assertThat(late.ts().toString()).isEqualTo(late.attributes().text("modified_at"));
    assertThat(late.ts()).isLessThan(ledger.event("status_persisted").ts());
    Event copied = ledger.event("artifact_written");
    assertThat(copied.attributes().text("path")).isEqualTo("old.txt");
    assertThat(copied.attributes().text("modified_at")).startsWith("2001-01-01");
    assertThat(copied.ts()).isGreaterThan(ledger.event("tool_call_started").ts());
  }

  @Test
  void artifactsCommand_filesThatStayedChangedAndWent_areToldApart() throws Exception {
    String script =
        "echo a > same.txt; echo b > changed.txt; echo c > gone.txt; echo d > temp.txt;"
            + " sleep 1.6; rm temp.txt";
    Clew.Ran ran =
        run(
            "--name",
            "job",
            "--artifact",
            "*.txt",
            "--final",
            "same.txt",
            "--",
            "sh",
            "-c",
            script);
    assertThat(ran.code()).as(ran.toString()).isZero();
    Files.writeString(folder.resolve("changed.txt"), "other");
    Files.delete(folder.resolve("gone.txt"));
    List<String> lines = Clew.in(folder).run("artifacts", "job").out().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines).anyMatch(line -> line.startsWith("✔ same.txt") && line.endsWith("there"));
    assertThat(lines).anyMatch(line -> line.startsWith("✖ changed.txt") && line.endsWith("since"));
    assertThat(lines).anyMatch(line -> line.startsWith("∅ gone.txt") && line.endsWith("  gone"));
    assertThat(lines)
        .anyMatch(line -> line.startsWith("∅ temp.txt") && line.endsWith("when the run ended"));
    Json all = JsonText.parse(Clew.in(folder).run("artifacts", "job", "--json").out());
    assertThat(all.toString())
        .contains("\"on_disk\":\"changed\"", "\"on_disk\":\"there\"", "\"on_disk\":\"gone\"");
    assertThat(Clew.in(folder).run("artifacts", "job", "--no-look").out()).doesNotContain("✖");
    Json.Obj why = Clew.in(folder).run("why", "--json", "job").json();
    assertThat(why.get("dossier")).as("to remove what nobody was promised is no fault").isNull();
  }

  @Test
  void artifacts_finalThatTheCommandTakesAway_isMissed() throws Exception {
    String script = "echo a > a.txt; sleep 1.6; rm a.txt";
    run("--name", "job", "--final", "a.txt", "--", "sh", "-c", script);
    assertThat(Clew.in(folder).run("why", "--json", "job").json().object("dossier").text("failure"))
        .isEqualTo("no_final_artifact");
  }

  @Test
  void trace_incomingAndNone_isKeptAndBegun() throws Exception {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    String script = "echo $TRACEPARENT $CLEW_RUN_ID $CLEW_ATTEMPT_ID $CLEW_LEDGER";
    Clew.Ran kept =
        Clew.in(folder)
            .with("TRACEPARENT", "00-" + trace + "-b7ad6b7169203331-01")
            .run("exec", "-n", "kept", "-q", "--", "sh", "-c", script);
    assertThat(kept.out()).startsWith("00-" + trace + "-").doesNotContain("b7ad6b7169203331");
    ExecLedger ledger = ExecLedger.in(folder);
    assertThat(ledger.last("run_created").text("trace_id")).isEqualTo(trace);
    assertThat(ledger.event("tool_call_started").parentSpanId()).isEqualTo("b7ad6b7169203331");
    Event started = ledger.event("run_started");
    assertThat(kept.out())
        .contains(started.runId(), started.attemptId(), ledger.path().toRealPath().toString());
    for (String bad : List.of("", "00-0-0-0", "00-" + "0".repeat(32) + "-b7ad6b7169203331-01")) {
      Clew.Ran begun =
          Clew.in(folder)
              .with("TRACEPARENT", bad)
              .run("exec", "-q", "--report-format", "none", "--", "sh", "-c", script);
      assertThat(begun.out())
          .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01 run_(?s:.*)")
          .doesNotContain(trace);
    }
  }

  @Test
  void attemptOf_aRun_isTheNextAttemptInItsLedger() throws Exception {
    assertThat(run("--name", "job", "--", "sh", "-c", "exit 3").code()).isEqualTo(3);
    Path path = Onboarding.only(folder, ".ledger");
    Clew.Ran ran = run("--attempt-of", path.toString(), "--", "sh", "-c", "exit 0");
    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.err()).contains("execution key");
    ExecLedger ledger = ExecLedger.in(folder);
    assertThat(ledger.events("run_created")).hasSize(1);
    assertThat(ledger.events("run_queued")).hasSize(1);
    Json.Obj started = ledger.last("run_started");
    assertThat(started.whole("attempt")).isEqualTo(2);
    assertThat(started.text("attempt_of"))
        .isEqualTo(ledger.events("run_started").getFirst().attemptId());
    Json.Obj document = Onboarding.document(folder);
    assertThat(document.object("run").text("status")).isEqualTo("succeeded");
    assertThat(Clew.in(folder).run("exec", "--attempt-of", "job", "--", "true").code()).isZero();
    assertThat(ExecLedger.in(folder).last("run_started").whole("attempt")).isEqualTo(3);
  }

  /// An attempt is called as its run: else it would look as if another command had come.
  @Test
  void attemptOf_aRunWithAName_keepsIt() throws Exception {
    String[] command = {"--timeout", "60000ms", "--", "sh", "-c", "exit 3"};
    List<String> first = new ArrayList<>(List.of("--name", "nightly"));
    first.addAll(List.of(command));
    assertThat(run(first.toArray(String[]::new)).code()).isEqualTo(3);
    List<String> second = new ArrayList<>(List.of("--attempt-of", "nightly"));
    second.addAll(List.of(command));
    Clew.Ran ran = run(second.toArray(String[]::new));
    assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
    assertThat(ran.err()).contains("nightly failed").doesNotContain("execution key");
    ExecLedger ledger = ExecLedger.in(folder);
    assertThat(ledger.events("run_started"))
        .hasSize(2)
        .allSatisfy(event ->
            assertThat(event.attributes().list("again").toString())
                .contains("\"--name\", \"nightly\", \"--timeout\", \"60s\""));
    Clew.Ran diff = Clew.in(folder).run("diff", "nightly@1", "nightly@2");
    assertThat(diff.out()).contains("no difference").doesNotContain("is new");
    assertThat(diff.code()).as(diff.toString()).isZero();
  }

  @Test
  void attemptOf_busyDamagedOrOfAnotherKind_isRefused() throws Exception {
    Clew.Running running = exec("--", "sh", "-c", "echo ready; exec sleep 60");
    awaitOut(running, "ready");
    Path path = Onboarding.only(folder, ".ledger");
    Clew.Ran busy = run("--attempt-of", path.toString(), "--", "touch", "started");
    signal("TERM", running.pid());
    running.ended();
    assertThat(busy.code()).isEqualTo(125);
    assertThat(busy.err()).contains("is being written");
    byte[] bytes = Files.readAllBytes(path);
    bytes[bytes.length / 2] ^= 1;
    Files.write(path, bytes);
    Clew.Ran damaged = run("--attempt-of", path.toString(), "--", "touch", "started");
    assertThat(damaged.code()).as(damaged.toString()).isEqualTo(125);
    assertThat(damaged.err()).contains("nothing is appended");
    Path other = Files.createDirectories(folder.resolve("other"));
    Onboarding.unpack(other);
    try (Service service = Onboarding.working()) {
      Clew.in(other).run(Onboarding.run(service.url()));
    }
    Path workflow = Onboarding.only(other, ".ledger");
    Clew.Ran kind = run("--attempt-of", workflow.toString(), "--", "touch", "started");
    assertThat(kind.code()).isEqualTo(125);
    assertThat(kind.err()).contains("not a run of clew exec");
    assertThat(folder.resolve("started")).doesNotExist();
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

  @Test
  void exec_twoAtOnceOfTheSameWork_haveALedgerEach() throws Exception {
    Clew.Running first = exec("--", "sh", "-c", "echo ready; sleep 0.5; echo end");
    Clew.Running second = exec("--", "sh", "-c", "echo ready; sleep 0.5; echo end");
    assertThat(first.ended().code()).isZero();
    assertThat(second.ended().code()).isZero();
    List<Path> ledgers = Onboarding.all(folder, ".ledger");
    assertThat(ledgers).hasSize(2);
    for (Path path : ledgers) {
      ExecLedger ledger = ExecLedger.of(path);
      assertThat(ledger.storedText("stdout")).isEqualTo("ready\nend\n");
      assertThat(ledger.last("run_finished").text("status")).isEqualTo("succeeded");
    }
  }

  @Test
  void rules_builtIn_nameTheLine() throws Exception {
    Clew.Ran ran = run("--", "sh", "-c", "echo 'connection refused to db:5432' >&2; exit 1");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ExecLedger.in(folder).last("error").text("cause")).isEqualTo("dependency");
  }

  @Test
  void rules_ofTheUser_nameTheLine() throws Exception {
    Files.writeString(
        folder.resolve("billing.yaml"),
        """
        rules:
          - id: billing.ledger_locked
            version: 1
            tier: template
            literal: ledger is locked
            kind: error
            cause: effect_conflict
            code: lock_held
        """);
    String script = "echo 'the ledger is locked by job_17'; exit 1";
    Clew.Ran ran = run("--rules", "billing.yaml", "--", "sh", "-c", script);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ExecLedger.in(folder).last("error").text("rule"))
        .isEqualTo("billing.ledger_locked@1");
  }

  private Clew.Ran run(String... words) {
    return exec(words).ended();
  }

  private Clew.Running exec(String... words) {
    List<String> all = new ArrayList<>(List.of("exec"));
    all.addAll(List.of(words));
    return Clew.in(folder).start(all.toArray(String[]::new));
  }

  private static void awaitOut(Clew.Running running, String text) {
    long until = System.nanoTime() + 60_000_000_000L;
    while (!new String(running.outBytes(), UTF_8).contains(text) && System.nanoTime() < until) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  private void awaitRow(String kind) throws IOException {
    long until = System.nanoTime() + 60_000_000_000L;
    while (!ExecLedger.in(folder).kinds().contains(kind) && System.nanoTime() < until) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor()).isZero();
  }

  /// The chunks follow on each other, in the stored stream and in the stream as it came.
  private static void assertMeets(ExecLedger ledger, String stream, long originalLength) {
    long offset = 0;
    long original = 0;
    for (Row row : ledger.chunks(stream)) {
      Json.Obj chunk = row.event().attributes();
      assertThat(chunk.whole("offset")).isEqualTo(offset);
      assertThat(chunk.whole("original_offset")).isEqualTo(original);
      offset += number(chunk, "length");
      original += number(chunk, "original_length");
      assertThat(ExecLedger.payload(row).length).isEqualTo((int) number(chunk, "length"));
    }
    assertThat(original).isEqualTo(originalLength);
  }

  /// Not a zombie that nobody has waited for yet.
  private static boolean isRunning(long pid) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    return Files.exists(stat) && !Files.readString(stat).matches("(?s).*\\) [ZX] .*");
  }

  private static long number(Json.Obj attributes, String name) {
    return Objects.requireNonNull(attributes.whole(name), name);
  }
}
