package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which run and attempt, and which trace, an execution of `clew exec` belongs to.
class ExecAttemptTest extends ExecRuns {
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

  /// What a retry cannot do by itself it says word by word.
  @Test
  void retry_ofACommandLineWithSecrets_saysWhatToType() throws Exception {
    String[] command = {"--", "sh", "-c", "exit 3", "a b", "--password", "hunter2xyz"};
    List<String> first = new ArrayList<>(List.of("--name", "job", "--artifact", "out/**"));
    first.addAll(List.of(command));
    assertThat(run(first.toArray(String[]::new)).code()).isEqualTo(3);
    Path path = Onboarding.only(folder, ".ledger");
    Clew.Ran refused = Clew.in(folder).run("retry", "job");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "clew: the command line has a secret that the ledger does not have; in "
                + folder.toRealPath()
                + " type, with the secret in the place of PASSWORD: clew exec --attempt-of "
                + path.toRealPath()
                + " --artifact 'out/**' -- sh -c 'exit 3' 'a b' --password PASSWORD\n");
    List<String> typed = new ArrayList<>(List.of("--attempt-of", path.toRealPath().toString()));
    typed.addAll(List.of("--artifact", "out/**"));
    typed.addAll(List.of(command));
    assertThat(run(typed.toArray(String[]::new)).code()).isEqualTo(3);
    assertThat(ExecLedger.in(folder).last("run_started").whole("attempt")).isEqualTo(2);
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
    assertThat(kind.err()).contains("not the run of a command");
    assertThat(folder.resolve("started")).doesNotExist();
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
}
