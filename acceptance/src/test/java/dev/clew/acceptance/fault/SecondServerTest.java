package dev.clew.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.Clew;
import dev.clew.acceptance.Clew.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F11: a second server in the folder of one that runs.
class SecondServerTest {
  @TempDir private Path folder;

  @Test
  void serve_folderInUse_isRefusedWithItsOwner() throws Exception {
    try (ServerProcess server = ServerProcess.withData(folder).start();
        Load load = Load.on(server.url(), folder, Load.Shape.USUAL)) {
      load.awaitMore();
      Ran second =
          Clew.in(folder)
              .run("serve", "--port", "0", "--data", ServerProcess.data(folder).toString());

      assertThat(second.code()).as(second.toString()).isEqualTo(2);
      assertThat(second.out()).isEmpty();
      assertThat(second.err()).contains(String.valueOf(server.pid())).doesNotContain("\tat ");
      load.awaitMore();
      load.stop();
      load.check(server.url());
    }
  }
}
