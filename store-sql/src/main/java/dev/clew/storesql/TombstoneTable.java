package dev.clew.storesql;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.run.RunStatus;
import dev.clew.store.Removal;
import dev.clew.store.RunKey;
import dev.clew.store.Tombstone;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is left of runs that were removed.
public final class TombstoneTable {
  private static final String COLUMNS =
      "namespace, run_id, ledger_id, name, status, created_at, finished_at, size, bytes, chain,"
          + " removed_at, policy, removed_by";

  private TombstoneTable() {}

  public static void write(Connection connection, Tombstone tombstone) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO tombstone (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
      insert.setString(1, ColumnText.of(tombstone.run().namespace()));
      insert.setString(2, ColumnText.of(tombstone.run().runId()));
      insert.setString(3, ColumnText.of(tombstone.ledger().ledgerId()));
      insert.setString(4, ColumnText.of(tombstone.name()));
      insert.setString(5, tombstone.status().wire());
      insert.setString(6, text(tombstone.createdAt()));
      insert.setString(7, text(tombstone.finishedAt()));
      insert.setLong(8, tombstone.rows());
      insert.setLong(9, tombstone.bytes());
      insert.setBytes(10, tombstone.chain().bytes());
      insert.setString(11, tombstone.removal().at().toString());
      insert.setString(12, ColumnText.of(tombstone.removal().policy()));
      insert.setString(13, ColumnText.of(tombstone.removal().by()));
      insert.executeUpdate();
    }
  }

  /// As [dev.clew.store.RunStore#tombstones].
  ///
  /// @param texts how an index has texts
  public static List<Tombstone> ofId(
      Connection connection, String runId, @Nullable Set<String> namespaces, IndexedTexts texts)
      throws SQLException {
    List<Tombstone> found = new ArrayList<>();
    String id = ColumnText.of(runId);
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM tombstone WHERE "
                + texts.column("run_id")
                + " = ? AND run_id = ? ORDER BY namespace")) {
      query.setString(1, texts.value(id));
      query.setString(2, id);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Tombstone one = tombstone(row);
          if (namespaces == null || namespaces.contains(one.run().namespace())) {
            found.add(one);
          }
        }
      }
    }
    return found;
  }

  private static Tombstone tombstone(ResultSet row) throws SQLException {
    RunKey run = new RunKey(ColumnText.read(row.getString(1)), ColumnText.read(row.getString(2)));
    return new Tombstone(
        new Removal(
            run,
            Timestamp.parse(row.getString(11)),
            ColumnText.read(row.getString(12)),
            ColumnText.read(row.getString(13))),
        new LedgerId(run.namespace(), run.runId(), ColumnText.read(row.getString(3))),
        ColumnText.read(row.getString(4)),
        Objects.requireNonNull(RunStatus.of(row.getString(5))),
        time(row.getString(6)),
        time(row.getString(7)),
        row.getLong(8),
        row.getLong(9),
        Digest.of(row.getBytes(10)));
  }

  private static @Nullable String text(@Nullable Timestamp time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable Timestamp time(@Nullable String text) {
    return text == null ? null : Timestamp.parse(text);
  }
}
