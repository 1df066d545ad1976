package dev.clew.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.ledgertck.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F3: a spool on a real file system that is really full. Needs root, or a user namespace in which
/// mount(8) works.
class FullDiskAsRootTest {
  private static final int LINES = 6_000;

  @TempDir private Path folder;

  @Test
  void run_fullDisk_goesOnAndSaysWhatWasLost() throws IOException {
    try (FakeServer server = new FakeServer();
        SmallDisk disk = SmallDisk.mount(folder, "size=2m")) {
      server.stop();
      Path ballast = Files.write(folder.resolve("ballast"), new byte[1 << 20]);
      try (ClewClient clew =
          server.client(folder.resolve("spool")).closeWait(Duration.ofMillis(200)).open()) {
        Run run = clew.run("job").start();
        for (int number = 0; number < LINES; number++) {
          run.log("line " + number);
        }
        // Time enough to write them; there is nobody to send them to.
        assertThat(clew.flush(Duration.ofSeconds(3))).isFalse();
        Files.delete(ballast);
        run.close();
      }
      server.startAgain();
      try (ClewClient next = server.client(folder.resolve("spool")).open()) {
        assertThat(next.flush(FakeServer.PATIENCE)).isTrue();
      }

      long stored =
          server.events("log").stream()
              .filter(event -> event.text("summary", "").startsWith("line "))
              .count();
      long lost =
          server.events("log").stream()
              .map(event -> event.object("attributes").whole("dropped"))
              .filter(Objects::nonNull)
              .mapToLong(Long::longValue)
              .sum();
      assertThat(stored).isBetween(100L, LINES - 100L);
      assertThat(stored + lost).isEqualTo(LINES);
      assertThat(server.kinds()).endsWith("run_finished");
      assertThat(disk).isNotNull();
    }
  }
}
