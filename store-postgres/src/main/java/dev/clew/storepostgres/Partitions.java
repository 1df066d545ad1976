package dev.clew.storepostgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// The parts of the table of events, one a day, made before they are needed and dropped when all
/// that was in them is sealed. Whoever reads a run knows nothing of them. Not thread-safe.
final class Partitions {
  private static final long DAY_US = Duration.ofDays(1).toNanos() / 1_000;
  private static final int AHEAD = 3;
  private static final String PREFIX = "event_";

  /// Empty ones are kept for so many days: a clock of another program may be behind.
  private static final int KEPT = 2;

  /// Some other question that takes long must not let all writers wait.
  private static final String PATIENCE = "SET LOCAL lock_timeout = '2s'";

  private static final String LOCK_NOT_GIVEN = "55P03";
  private static final String ROWS_ELSEWHERE = "23514";

  /// The days from the first to the second are there.
  private long first = Long.MAX_VALUE;

  private long last = Long.MIN_VALUE;

  /// Makes those of the day and of the next ones, in transactions of their own.
  void ensure(Connection connection, long nowMicros) throws SQLException {
    long day = Math.floorDiv(nowMicros, DAY_US);
    if (day >= first && day < last) {
      return;
    }
    for (long next = day; next <= day + AHEAD; next++) {
      ensureDay(connection, next);
    }
    first = day;
    last = day + AHEAD;
  }

  private void ensureDay(Connection connection, long day) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!isThere(statement, name(day))) {
        Locks.PARTITIONS.take(statement);
        if (!isThere(statement, name(day))) {
          make(statement, day);
        }
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      // Its rows are or will be in the part for all other days, which is as good but for dropping
      // it.
      if (!LOCK_NOT_GIVEN.equals(e.getSQLState()) && !ROWS_ELSEWHERE.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  /// Asked of the catalogue: `to_regclass` may answer from a cache that is older than our lock.
  private static boolean isThere(Statement statement, String name) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT EXISTS (SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid ="
                + " relnamespace WHERE nspname = '%s' AND relname = '%s')"
                    .formatted(Connections.SCHEMA, name))) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static void make(Statement statement, long day) throws SQLException {
    String name = name(day);
    statement.execute(PATIENCE);
    statement.execute(
        "CREATE TABLE %s PARTITION OF event FOR VALUES FROM (%d) TO (%d)"
            .formatted(name, day * DAY_US, (day + 1) * DAY_US));
    statement.execute("ALTER TABLE " + name + " ENABLE ROW LEVEL SECURITY");
    statement.execute("ALTER TABLE " + name + " FORCE ROW LEVEL SECURITY");
  }

  private static String name(long day) {
    return PREFIX + DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofEpochDay(day));
  }

  /// Drops those of past days that are empty.
  ///
  /// @return how many
  int dropEmpty(Connection connection, long nowMicros) throws SQLException {
    long oldest = Math.floorDiv(nowMicros, DAY_US) - KEPT;
    int dropped = 0;
    for (long day : days(connection)) {
      dropped += day < oldest && drop(connection, day) ? 1 : 0;
    }
    return dropped;
  }

  private static List<Long> days(Connection connection) throws SQLException {
    List<Long> days = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid"
                    + " WHERE inhparent = 'event'::regclass AND relname ~ '^event_[0-9]{8}$'")) {
      while (row.next()) {
        String day = row.getString(1).substring(PREFIX.length());
        days.add(LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE).toEpochDay());
      }
    }
    connection.rollback();
    return days;
  }

  private static boolean drop(Connection connection, long day) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean isEmpty = isEmpty(statement, day);
      if (isEmpty) {
        connection.rollback();
        statement.execute(PATIENCE);
        statement.execute("LOCK TABLE event IN ACCESS EXCLUSIVE MODE");
        isEmpty = isThere(statement, name(day)) && isEmpty(statement, day);
        if (isEmpty) {
          statement.execute("DROP TABLE " + name(day));
        }
      }
      connection.commit();
      return isEmpty;
    } catch (SQLException e) {
      connection.rollback();
      if (!LOCK_NOT_GIVEN.equals(e.getSQLState())) {
        throw e;
      }
      return false;
    }
  }

  /// Asked of the whole table: a part has no policy and shows nothing.
  private static boolean isEmpty(Statement statement, long day) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT NOT EXISTS (SELECT FROM event WHERE received_us >= %d AND received_us < %d)"
                .formatted(day * DAY_US, (day + 1) * DAY_US))) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
