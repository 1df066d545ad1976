package dev.clew.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.storetck.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F21: the database is restarted as by a crash while the server takes events.
class DatabaseRestartTest {
  @TempDir private Path folder;

  @Test
  void serve_databaseRestartedUnderLoad_hasAllThatItAcknowledged() throws Exception {
    PostgresServer postgres = PostgresServer.startNew();
    String database = postgres.newDatabase();
    try (ServerProcess server =
            ServerProcess.in(folder)
                .made(clew -> clew.with("CLEW_STORE", postgres.url(database)))
                .start();
        Load load = Load.on(server.url(), folder, Load.Shape.USUAL)) {
      Cycles.run(load, postgres::restartImmediately);

      Json.Obj tally = load.stop();
      assertThat(tally.object("refused").has("503")).as("the restarts were felt").isTrue();
      Cycles.report("restarts of the database", load.check(server.url()), server);
    } finally {
      postgres.dropDatabase(database);
    }
  }
}
