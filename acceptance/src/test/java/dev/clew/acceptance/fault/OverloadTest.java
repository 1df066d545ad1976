package dev.clew.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F23: far more comes than a server with little memory can take.
class OverloadTest {
  private static final long HEAP_KIB = 64 << 10;

  /// What a JVM has beside its heap: its code, what it compiles, the stacks of its threads, and the
  /// buffers of the network, of which Netty takes as much as there is heap at most.
  private static final long BESIDE_KIB = (256 << 10) + HEAP_KIB;

  /// As many at once as ten times what is waited for.
  private static final Load.Shape MUCH = new Load.Shape(120, 200, 0);

  @TempDir private Path folder;

  @Test
  void serve_tenTimesTooMuch_refusesWithATimeAndStaysWithinItsMemory() throws Exception {
    try (ServerProcess server =
            ServerProcess.withData(
                    folder,
                    "--set",
                    "limits.workers=4",
                    "--set",
                    "limits.waiting=8",
                    "--set",
                    "limits.body_bytes=1MiB",
                    "--set",
                    "limits.bodies_bytes=8MiB")
                .made(clew -> clew.flag("-Xmx64m"))
                .start();
        Load load = Load.on(server.url(), folder, MUCH)) {
      for (int cycle = 0; cycle < Cycles.COUNT; cycle++) {
        load.awaitMore();
        assertThat(server.get("/health/live").statusCode()).isIn(200, 503);
      }

      Json.Obj tally = load.stop();
      long memory = server.mostMemoryKib();
      assertThat(tally.object("refused").members().keySet()).containsOnly("503");
      assertThat(memory).isLessThan(HEAP_KIB + BESIDE_KIB);
      Json.Obj checked = load.check(server.url());
      Cycles.report(
          "overloads (%s refused with a time to come again, %,d KiB of memory at most)"
              .formatted(tally.object("refused").whole("503"), memory),
          checked,
          server);
      server.terminate();
      server.fsck();
    }
  }
}
