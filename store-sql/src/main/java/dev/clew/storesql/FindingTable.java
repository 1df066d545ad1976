package dev.clew.storesql;

import dev.clew.core.event.Timestamp;
import dev.clew.store.Finding;
import dev.clew.store.RunKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was found of runs, in the table of them.
public final class FindingTable {
  private static final String UPDATE =
      "UPDATE run SET found_size = ?, started_at = ?, failure = ?, phase = ?, cause = ?,"
          + " headline = ?, stuck_us = ?, stuck_rule = ? WHERE number = ? AND size = ?";

  private static final String UNEXAMINED =
      "SELECT namespace, run_id, size FROM run WHERE found_size < size"
          + " ORDER BY received_us LIMIT ?";

  private FindingTable() {}

  /// @return whether the run has no row after those that it was found at
  public static boolean write(Connection connection, long number, Finding finding)
      throws SQLException {
    Finding.Failure failure = finding.failure();
    Finding.Silence silence = finding.silence();
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      update.setLong(1, finding.size());
      update.setString(2, text(finding.startedAt()));
      update.setString(3, failure == null ? null : ColumnText.of(failure.code()));
      update.setString(4, failure == null ? null : failure.phase().wire());
      update.setString(5, failure == null ? null : failure.cause().wire());
      update.setString(6, failure == null ? null : ColumnText.of(failure.headline()));
      if (silence == null) {
        update.setNull(7, Types.BIGINT);
      } else {
        update.setLong(7, Micros.of(silence.stuckAt()));
      }
      update.setString(8, silence == null ? null : ColumnText.of(silence.rule()));
      update.setLong(9, number);
      update.setLong(10, finding.size());
      return update.executeUpdate() > 0;
    }
  }

  private static @Nullable String text(@Nullable Timestamp time) {
    return time == null ? null : time.toString();
  }

  /// As [dev.clew.store.RunStore#unexamined].
  public static Map<RunKey, Long> unexamined(Connection connection, int limit) throws SQLException {
    Map<RunKey, Long> runs = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(UNEXAMINED)) {
      query.setInt(1, limit);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          RunKey key =
              new RunKey(ColumnText.read(row.getString(1)), ColumnText.read(row.getString(2)));
          runs.put(key, row.getLong(3));
        }
      }
    }
    return runs;
  }
}
