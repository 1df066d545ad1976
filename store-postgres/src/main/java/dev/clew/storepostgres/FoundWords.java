package dev.clew.storepostgres;

import dev.clew.store.Found;
import dev.clew.storesql.ColumnText;
import dev.clew.storesql.FindingTable;
import dev.clew.storesql.RunRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Writes what was found of a run, and the words that it is found by.
final class FoundWords {
  private FoundWords() {}

  /// @param run is locked
  static void keep(Connection connection, RunRow run, Found found) throws SQLException {
    if (!FindingTable.write(connection, run.number(), found.finding())) {
      return;
    }
    try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM run_word WHERE run = ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO run_word (word, run, namespace)"
                    + " SELECT word, ?, ? FROM unnest(?::text[]) AS one (word)")) {
      delete.setLong(1, run.number());
      delete.executeUpdate();
      insert.setLong(1, run.number());
      insert.setString(2, ColumnText.of(run.id().namespace()));
      insert.setArray(
          3, connection.createArrayOf("text", found.words().all().toArray(String[]::new)));
      insert.executeUpdate();
    }
  }
}
