package dev.clew.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.ledgertck.SmallDisk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F3: the disk of the server is full. Mounting a small one needs root.
class FullDiskAsRootTest {
  private static final int LEFT = 300_000;
  private static final String REFUSED = "clew_refused_total{code=\"store.full\"}";

  @TempDir private Path folder;

  @Test
  void serve_diskFullUnderLoad_readsAndGoesOnWhenThereIsRoom() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    try (SmallDisk _ = SmallDisk.mount(disk, "size=64m");
        ServerProcess server = ServerProcess.withData(disk).startedFrom(folder).start();
        Load load = Load.on(server.url(), folder, Load.Shape.USUAL)) {
      Path filler = disk.resolve("filler");
      Cycles.run(
          load,
          () -> {
            long before = server.sample(REFUSED);
            fill(filler);
            Until.so("it says that the disk is full", () -> server.sample(REFUSED) > before);
            assertThat(server.get("/api/v1/runs?limit=10").statusCode()).isEqualTo(200);
            assertThat(server.get("/api/v1/runs/e_r0_0/document").statusCode()).isEqualTo(200);
            Files.delete(filler);
          });

      Json.Obj tally = load.stop();
      assertThat(tally.object("refused").members().keySet()).containsOnly("507");
      Cycles.report("full disks", load.check(server.url()), server);
      server.terminate();
      server.fsck();
    }
  }

  private static void fill(Path filler) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
      long room = filler.toFile().getUsableSpace() - LEFT;
      byte[] block = new byte[1 << 16];
      for (long written = 0; written < room; written += block.length) {
        file.write(block);
      }
    } catch (IOException e) {
      // The server was quicker: it is full.
    }
  }
}
