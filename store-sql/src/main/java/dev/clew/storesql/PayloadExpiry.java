package dev.clew.storesql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Removes the payloads of a run, in the transaction of the row that says so.
public final class PayloadExpiry {
  private PayloadExpiry() {}

  /// @param run its number; the row that says so is its newest one
  public static void of(Connection connection, long run) throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM payload WHERE run = ?");
        PreparedStatement keep =
            connection.prepareStatement(
                "UPDATE run SET found_size = size WHERE number = ? AND found_size = size - 1")) {
      delete.setLong(1, run);
      delete.executeUpdate();
      keep.setLong(1, run);
      keep.executeUpdate();
    }
  }
}
