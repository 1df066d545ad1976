package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `clew exec` and signals: those that it sends on, those that end the command, and its time limit.
class ExecSignalTest extends ExecRuns {
  @Test
  void exec_childKilled_isRecordedWithItsSignal() throws Exception {
    quietly("kill -9 $$");
    Json.Obj finished = ExecLedger.in(folder).last("run_finished");
    assertThat(finished.text("status")).isEqualTo("failed");
    assertThat(finished.text("signal")).isEqualTo("KILL");
    assertThat(finished.whole("exit_code")).isEqualTo(137);
  }

  @ParameterizedTest
  @ValueSource(strings = {"USR1", "USR2", "ALRM", "IO", "PWR", "CONT", "WINCH", "ABRT"})
  void signal_thatTheCommandKnows_reachesItAndEndsNobody(String name) throws Exception {
    Clew.Running running =
        ready("trap 'echo got; exit 3' " + name + "; echo ready; while :; do sleep 0.05; done");
    signal(name, running.pid());
    Clew.Ran ran = running.ended();
    assertThat(ran.out()).isEqualTo("ready\ngot\n");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ExecLedger.in(folder).last("run_finished").text("status")).isEqualTo("failed");
  }

  @Test
  void signal_thatTheCommandDoesNotKnow_endsItAndIsTheReason() throws Exception {
    Clew.Running running = ready("echo ready; exec sleep 60");
    signal("USR1", running.pid());
    assertThat(running.ended().code()).isEqualTo(138);
    assertThat(ExecLedger.in(folder).last("run_cancelled").text("reason")).contains("SIGUSR1");
  }

  @Test
  void terminate_whileItRuns_reachesTheCommandAndTheLedgerIsFinished() throws Exception {
    Clew.Running running =
        ready("trap 'echo bye; exit 9' TERM; echo ready; while :; do sleep 0.05; done");
    signal("TERM", running.pid());
    Clew.Ran ran = running.ended();
    assertThat(ran.code()).as(ran.toString()).isEqualTo(9);
    assertThat(ran.out()).isEqualTo("ready\nbye\n");
    Json.Obj end = ExecLedger.in(folder).last("run_cancelled");
    assertThat(end.text("reason")).contains("SIGTERM");
    assertThat(end.whole("exit_code")).isEqualTo(9);
  }

  @Test
  void terminate_commandThatEndsWell_hasSucceeded() throws Exception {
    Clew.Running running = ready("trap 'exit 0' TERM; echo ready; while :; do sleep 0.05; done");
    signal("TERM", running.pid());
    assertThat(running.ended().code()).isZero();
    assertThat(ExecLedger.in(folder).last("run_finished").text("status")).isEqualTo("succeeded");
  }

  @Test
  void hangUp_commandThatDoesNotCare_endsByTheSignal() throws Exception {
    Clew.Running running = ready("echo ready; exec sleep 60");
    signal("HUP", running.pid());
    assertThat(running.ended().code()).isEqualTo(129);
    assertThat(ExecLedger.in(folder).last("run_cancelled").text("signal")).isEqualTo("HUP");
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

  private void awaitRow(String kind) throws IOException {
    long until = System.nanoTime() + 60_000_000_000L;
    while (!ExecLedger.in(folder).kinds().contains(kind) && System.nanoTime() < until) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  /// Not a zombie that nobody has waited for yet.
  private static boolean isRunning(long pid) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    return Files.exists(stat) && !Files.readString(stat).matches("(?s).*\\) [ZX] .*");
  }
}
