package dev.clew.acceptance.fault;

import dev.clew.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F2: the power is cut while the server takes events. Mounting a disk needs root.
class PowerCutAsRootTest {
  @TempDir private Path folder;

  @Test
  void serve_powerCutUnderLoad_hasAllThatItAcknowledged() throws Exception {
    Path machine = Files.createDirectory(folder.resolve("machine"));
    try (PowerCutDisk disk = PowerCutDisk.in(machine);
        ServerProcess server = ServerProcess.withData(disk.mounted()).startedFrom(folder).start();
        Load load = Load.on(server.url(), folder, Load.Shape.USUAL)) {
      Cycles.run(
          load,
          () -> {
            disk.cut();
            server.kill();
            disk.remove();
            disk.power();
            server.start();
          });

      load.stop();
      Json.Obj checked = load.check(server.url());
      Cycles.report("power cuts", checked, server);
      server.kill();
      server.fsck();
    }
  }
}
