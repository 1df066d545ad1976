package dev.clew.storesqlite;

import dev.clew.ledgerfile.disk.Disk;
import dev.clew.store.StoreFault;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What the database could not do, as a fault of the store.
final class SqliteFault {
  private SqliteFault() {}

  static StoreFault of(Path folder, String doing, SQLException cause) {
    return switch (code(cause)) {
      case SQLITE_FULL ->
          new StoreFault(
              StoreFault.Kind.FULL,
              "no room left on the disk of " + folder + "; nothing of this was stored",
              cause);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          new StoreFault(
              StoreFault.Kind.BUSY,
              folder + ": another process holds the database; nothing of this was stored",
              cause);
      default ->
          new StoreFault(
              StoreFault.Kind.FAILED,
              folder + ": " + doing + " failed: " + cause.getMessage(),
              cause);
    };
  }

  /// Of the files beside the database: after a sync that failed nobody knows what is on the disk;
  /// what else goes wrong with one is nothing for the others.
  static StoreFault of(Path folder, IOException cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof FailedSync) {
      return new StoreFault(StoreFault.Kind.FAILED, folder + ": " + message, cause);
    }
    return cause instanceof Disk.Full || message.contains("No space left")
        ? new StoreFault(
            StoreFault.Kind.FULL,
            "no room left on the disk of " + folder + "; nothing of this was stored",
            cause)
        : new StoreFault(
            StoreFault.Kind.BUSY,
            folder + ": a file could not be written: " + message + "; nothing of this was stored",
            cause);
  }

  private static SQLiteErrorCode code(SQLException cause) {
    if (cause instanceof SQLiteException fault) {
      // An extended code has the primary one in its lowest byte.
      return SQLiteErrorCode.getErrorCode(fault.getResultCode().code & 0xff);
    }
    return SQLiteErrorCode.UNKNOWN_ERROR;
  }
}
