package dev.clew.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.Clew.Ran;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F26: the server is killed while it brings a store of the first format forward, by strace(1) at a
/// write.
class KilledMigrationTest {
  private static final String COLUMNS_OF_RUN =
      "number, namespace, run_id, ledger_id, name, version, status, created_at, created_ns,"
          + " finished_at, correlation_id, execution_key, attempts, size, chain, sealed, received_us";
  private static final List<Integer> WRITES = List.of(3, 12, 25);

  @TempDir private Path folder;
  @TempDir private Path old;

  @Test
  void serve_killedWhileItMigrates_hasEverythingAtTheNextStart() throws Exception {
    try (ServerProcess server = ServerProcess.withData(folder).start();
        Load load = Load.on(server.url(), folder, Load.Shape.USUAL)) {
      load.awaitMore();
      load.stop();
      server.terminate();
      writeFormatOne(ServerProcess.data(folder), ServerProcess.data(old));

      try (ServerProcess older = ServerProcess.withData(old)) {
        for (int write : WRITES) {
          killAt(older, write);
          assertThat(format()).as("after write %d", write).isEqualTo(1);
        }
        older.made(clew -> clew).start();
        load.check(older.url());
        load.goOn(older.url());
        load.check(older.url());
        older.terminate();
        older.fsck();
        assertThat(format()).isGreaterThan(1);
      }
    }
  }

  private static void killAt(ServerProcess server, int write) {
    server
        .made(clew ->
            clew.under(
                "strace",
                "-D",
                "-f",
                "-q",
                "-o",
                "/dev/null",
                "-e",
                "trace=pwrite64",
                "-e",
                "inject=pwrite64:signal=KILL:when=" + write))
        .begin();
    Ran killed = server.ended();
    assertThat(killed.code()).as(killed.toString()).isEqualTo(137);
    assertThat(killed.out()).as("before it was ready, at write %d", write).isEmpty();
  }

  private int format() throws Exception {
    try (Connection connection = connection(ServerProcess.data(old));
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
    }
  }

  private static Connection connection(Path data) throws Exception {
    return DriverManager.getConnection("jdbc:sqlite:" + data.resolve("clew.db"));
  }

  /// What a store has, in one as the first clew made it.
  private static void writeFormatOne(Path data, Path older) throws Exception {
    Files.createDirectory(older);
    try (Connection connection = connection(older);
        Statement statement = connection.createStatement();
        InputStream script = ClassLoader.getSystemResourceAsStream("dev/clew/storesqlite/1.sql")) {
      statement.execute("PRAGMA auto_vacuum=INCREMENTAL");
      statement.executeUpdate(
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
      statement.execute("ATTACH '" + data.resolve("clew.db") + "' AS today");
      statement.execute(
          "INSERT INTO run (%1$s) SELECT %1$s FROM today.run".formatted(COLUMNS_OF_RUN));
      for (String table : List.of("event", "chunk", "payload", "definition")) {
        statement.execute("INSERT INTO %1$s SELECT * FROM today.%1$s".formatted(table));
      }
      statement.execute("PRAGMA application_id=0x636c6577");
      statement.execute("PRAGMA user_version=1");
    }
  }
}
