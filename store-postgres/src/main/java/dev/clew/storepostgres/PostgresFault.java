package dev.clew.storepostgres;

import dev.clew.core.ClewException;
import dev.clew.store.StoreFault;
import java.sql.SQLException;
import java.util.Set;

/// What the database could not do, as a fault of the store. The codes are PostgreSQL's (appendix A
/// of its manual): the first two characters are a class.
final class PostgresFault {
  private static final String DISK_FULL = "53100";
  private static final String CONNECTION = "08";
  private static final String ROLLED_BACK = "40";
  private static final String RESOURCES = "53";

  /// Shutting down, crashed, starting, cancelled, a lock that was not given, and a server that is
  /// no longer the one that writes.
  private static final Set<String> PASSING =
      Set.of("57P01", "57P02", "57P03", "57P05", "57014", "55P03", "25006");

  /// What one of the values was is why it did not work: bad data, a constraint, a limit.
  private static final Set<String> OF_VALUES = Set.of("22", "23", "54");

  private PostgresFault() {}

  static RuntimeException of(PostgresAddress address, String doing, SQLException cause) {
    String state = state(cause);
    if (state.equals(DISK_FULL)) {
      return new StoreFault(
          StoreFault.Kind.FULL,
          "no room left on the disk of " + address + "; nothing of this was stored",
          cause);
    }
    String message = address + ": " + doing + " failed: " + cause.getMessage();
    if (isPassing(state)) {
      return new StoreFault(StoreFault.Kind.BUSY, message + "; come back in a second", cause);
    }
    return OF_VALUES.contains(state.substring(0, 2))
        ? new ClewException(message, cause)
        : new StoreFault(StoreFault.Kind.FAILED, message, cause);
  }

  /// Of a question: nothing was to be written.
  static ClewException ofReading(PostgresAddress address, String what, SQLException cause) {
    String message = address + ": " + what + " cannot be read: " + cause.getMessage();
    return isPassing(state(cause))
        ? new StoreFault(StoreFault.Kind.BUSY, message, cause)
        : new ClewException(message, cause);
  }

  private static boolean isPassing(String state) {
    return state.startsWith(CONNECTION)
        || state.startsWith(ROLLED_BACK)
        || state.startsWith(RESOURCES)
        || PASSING.contains(state);
  }

  /// Whether the connection cannot be used any more.
  static boolean isLost(SQLException cause) {
    String state = state(cause);
    return state.startsWith(CONNECTION) || state.startsWith("57P");
  }

  private static String state(SQLException cause) {
    String state = cause.getSQLState();
    return state == null || state.length() != 5 ? "XX000" : state;
  }
}
