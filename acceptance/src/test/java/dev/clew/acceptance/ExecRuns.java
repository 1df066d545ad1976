package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;

/// `clew exec` with real processes, in a folder of the test.
abstract class ExecRuns {
  @TempDir Path folder;

  final Clew.Ran run(String... words) {
    return exec(words).ended();
  }

  final Clew.Running exec(String... words) {
    List<String> all = new ArrayList<>(List.of("exec"));
    all.addAll(List.of(words));
    return Clew.in(folder).start(all.toArray(String[]::new));
  }

  static void awaitOut(Clew.Running running, String text) {
    long until = System.nanoTime() + 60_000_000_000L;
    while (!new String(running.outBytes(), UTF_8).contains(text) && System.nanoTime() < until) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor()).isZero();
  }

  /// A script of which only the ledger is kept.
  final Clew.Ran quietly(String script) {
    return run("-q", "--report-format", "none", "--", "sh", "-c", script);
  }

  /// A script that is under way: it has said `ready`.
  final Clew.Running ready(String script) {
    Clew.Running running = exec("--report-format", "none", "--", "sh", "-c", script);
    awaitOut(running, "ready");
    return running;
  }
}
