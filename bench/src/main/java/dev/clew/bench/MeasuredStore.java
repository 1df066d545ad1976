package dev.clew.bench;

import dev.clew.core.ledger.LedgerId;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import dev.clew.storepostgres.PostgresOptions;
import dev.clew.storepostgres.PostgresRunStore;
import dev.clew.storesqlite.SqliteOptions;
import dev.clew.storesqlite.SqliteRunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;

/// A store that is measured: it packs runs as soon as they are over.
sealed interface MeasuredStore {
  RunStore open();

  /// How large it is, in bytes, without what its next writer would clean up.
  long size() throws IOException, SQLException;

  private static LedgerId identity(RunKey run) {
    return new LedgerId(run.namespace(), run.runId(), "ledger_" + run.runId());
  }

  record InFolder(Path folder) implements MeasuredStore {
    @Override
    public RunStore open() {
      return SqliteRunStore.open(
          folder,
          SqliteOptions.of(InstantSource.system(), MeasuredStore::identity)
              .sealingAfter(Duration.ZERO));
    }

    @Override
    public long size() throws IOException {
      try (var files = Files.list(folder)) {
        long size = 0;
        for (Path file : files.toList()) {
          size += file.getFileName().toString().startsWith("clew.db") ? Files.size(file) : 0;
        }
        return size;
      }
    }
  }

  record InPostgres(String url) implements MeasuredStore {
    @Override
    public RunStore open() {
      return PostgresRunStore.open(
          url,
          PostgresOptions.of(InstantSource.system(), MeasuredStore::identity)
              .sealingAfter(Duration.ZERO));
    }

    @Override
    public long size() throws SQLException {
      try (Connection connection = DriverManager.getConnection(jdbc());
          Statement statement = connection.createStatement()) {
        // What was packed or deleted is given back.
        statement.execute("VACUUM clew.run, clew.event, clew.chunk");
        try (ResultSet row =
            statement.executeQuery(
                "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
                    + " WHERE relnamespace = 'clew'::regnamespace AND relkind = 'r'")) {
          row.next();
          return row.getLong(1);
        }
      }
    }

    private String jdbc() {
      String place = url.substring(url.indexOf("://") + 3);
      int user = place.lastIndexOf('@');
      return "jdbc:postgresql://"
          + place.substring(user + 1)
          + (user < 0 ? "" : "?user=" + place.substring(0, user));
    }
  }
}
