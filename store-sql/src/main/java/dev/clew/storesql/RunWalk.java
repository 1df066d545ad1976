package dev.clew.storesql;

import dev.clew.store.StoredRun;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Goes through the table of runs.
public final class RunWalk {
  private static final String QUERY =
      "SELECT "
          + EntryColumns.NAMES
          + ", number, received_us,"
          + " EXISTS (SELECT 1 FROM payload WHERE payload.run = run.number)"
          + " FROM run WHERE number > ? AND size > 0 ORDER BY number LIMIT ?";

  private static final int NUMBER = EntryColumns.COUNT + 1;
  private static final int RECEIVED = EntryColumns.COUNT + 2;
  private static final int HAS_PAYLOADS = EntryColumns.COUNT + 3;

  private RunWalk() {}

  /// As [dev.clew.store.RunStore#walk].
  public static List<StoredRun> after(Connection connection, long number, int limit)
      throws SQLException {
    List<StoredRun> runs = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setLong(1, number);
      query.setInt(2, limit);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          runs.add(
              new StoredRun(
                  row.getLong(NUMBER),
                  EntryColumns.entry(row),
                  Micros.timestamp(row.getLong(RECEIVED)),
                  row.getBoolean(HAS_PAYLOADS)));
        }
      }
    }
    return runs;
  }
}
