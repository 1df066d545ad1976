package dev.clew.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.Clew.Ran;
import dev.clew.core.json.Json;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// F4, F5: one call to the disk fails, by strace(1), and all after it work: whoever tried again
/// would be told that all is well.
class FailedDiskTest {
  /// A call of the thread that writes, some time after its start.
  private static final int LATEST = 40;

  @TempDir private Path folder;

  private static String[] failing(String calls, String error, int which) {
    return new String[] {
      "strace",
      // Beside the server, whose process id is that of what is started.
      "-D",
      "-f",
      "-q",
      "--seccomp-bpf",
      "-o",
      "/dev/null",
      "-e",
      "trace=" + calls,
      "-e",
      "inject=" + calls + ":error=" + error + ":when=" + which
    };
  }

  @ParameterizedTest
  @CsvSource({"'fsync,fdatasync', EIO", "pwrite64, EIO"})
  void serve_oneCallFails_acknowledgesNothingMoreAndEnds(String calls, String error)
      throws Exception {
    try (ServerProcess server = ServerProcess.withData(folder).start();
        Load load = Load.on(server.url(), folder, Load.Shape.USUAL)) {
      Random random = Cycles.random();
      for (int cycle = 0; cycle < Cycles.COUNT; cycle++) {
        load.awaitMore();
        server.terminate();
        int which = random.nextInt(2, LATEST);
        String[] strace = failing(calls, error, which);
        server.made(clew -> clew.under(strace)).begin();

        Ran ended = server.ended();
        assertThat(ended.code()).as("call %d: %s", which, ended).isEqualTo(3);
        assertThat(ended.err()).contains("start it anew").doesNotContain("\tat ");
        server.made(clew -> clew).start();
      }

      load.awaitMore();
      Json.Obj tally = load.stop();
      assertThat(tally.object("refused").members().keySet()).isSubsetOf("503");
      Cycles.report(calls + " " + error, load.check(server.url()), server);
      server.terminate();
      server.fsck();
    }
  }

  @Test
  void serve_firstCallFails_doesNotStart() {
    ServerProcess server = ServerProcess.withData(folder);
    server.made(clew -> clew.under(failing("fsync,fdatasync", "EIO", 1))).begin();

    Ran ended = server.ended();

    assertThat(ended.code()).as(ended.toString()).isNotZero();
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("cannot be opened").doesNotContain("\tat ");
  }
}
