package dev.clew.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F22: the network between whoever sends and the server is cut, in the middle of requests and of
/// answers, or passes nothing on for a while.
class CutConnectionsTest {
  private static final int CUTS = 5;

  @TempDir private Path folder;

  @Test
  void serve_connectionsCutUnderLoad_hasEverythingOnce() throws Exception {
    try (ServerProcess server = ServerProcess.withData(folder).start();
        CuttingProxy proxy = CuttingProxy.to(server.port());
        Load load = Load.on(proxy.url(), folder, Load.Shape.USUAL)) {
      Random random = Cycles.random();
      Cycles.run(
          load,
          () -> {
            for (int cut = 0; cut < CUTS; cut++) {
              Thread.sleep(random.nextInt(60));
              proxy.cut();
            }
            proxy.muteAndCut(random.nextInt(200));
          });

      Json.Obj tally = load.stop();
      assertThat(tally.whole("cut")).as("the cuts were felt").isPositive();
      assertThat(tally.object("refused").members()).isEmpty();
      Cycles.report("cut networks", load.check(server.url()), server);
    }
  }
}
