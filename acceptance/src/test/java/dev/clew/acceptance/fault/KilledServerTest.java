package dev.clew.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.Clew.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F1, F25: the server is killed, or told to end, while it takes events.
class KilledServerTest {
  @TempDir private Path folder;

  @Test
  void serve_killedUnderLoad_hasAllThatItAcknowledged() throws Exception {
    try (ServerProcess server = ServerProcess.withData(folder).start();
        Load load = Load.on(server.url(), folder, Load.Shape.USUAL)) {
      Cycles.run(
          load,
          () -> {
            server.kill();
            server.start();
          });

      load.stop();
      Cycles.report("kills", load.check(server.url()), server);
      server.kill();
      server.fsck();
    }
  }

  @Test
  void serve_toldToEndUnderLoad_answersWhatItAcceptedAndEndsWithZero() throws Exception {
    try (ServerProcess server = ServerProcess.withData(folder).start();
        Load load = Load.on(server.url(), folder, Load.Shape.USUAL)) {
      Cycles.run(
          load,
          () -> {
            Ran ended = server.terminate();
            assertThat(ended.code()).as(ended.err()).isZero();
            server.start();
          });

      load.stop();
      Cycles.report("ends", load.check(server.url()), server);
      server.terminate();
      server.fsck();
    }
  }
}
