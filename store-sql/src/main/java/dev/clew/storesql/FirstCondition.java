package dev.clew.storesql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which of several conditions a search begins with, for a database that keeps no statistics of its
/// own: the one that few runs fulfil, counted up to a limit; when none is so, one whose index is in
/// the order of the list, so that the search ends with the first page.
final class FirstCondition {
  private FirstCondition() {}

  /// Null when the search best goes over all runs, the newest first.
  static @Nullable Condition of(Connection connection, List<Condition> conditions)
      throws SQLException {
    List<Condition> all = conditions.stream().filter(one -> one.way() != null).toList();
    if (all.size() == 1 && isOrdered(all.getFirst())) {
      return all.getFirst();
    }
    Condition rarest = null;
    long least = Long.MAX_VALUE;
    for (Condition one : all) {
      Condition.Way way = one.way();
      if (way != null) {
        long count = count(connection, way, one.values());
        if (count < way.few() && count < least) {
          rarest = one;
          least = count;
        }
      }
    }
    return rarest != null
        ? rarest
        : all.stream().filter(FirstCondition::isOrdered).findFirst().orElse(null);
  }

  private static boolean isOrdered(Condition one) {
    return one.way() != null && one.way().isOrdered();
  }

  private static long count(Connection connection, Condition.Way way, List<Object> values)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT count(*) FROM (" + way.rows() + " LIMIT ?)")) {
      int at = 1;
      for (Object value : values) {
        query.setObject(at++, value);
      }
      query.setInt(at, way.few());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
