package dev.clew.storesql.blob;

import dev.clew.store.RunKey;
import dev.clew.storesql.RunRow;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// How changes of blobs get into a database.
public interface BlobTransactions {
  /// What is done in one transaction.
  interface Work<T extends @Nullable Object> {
    T in(Connection connection) throws SQLException, IOException;
  }

  /// All of it is durable when this returns, or nothing was done.
  ///
  /// @throws dev.clew.store.StoreFault when it could not be written
  <T extends @Nullable Object> T write(Work<T> work);

  /// What went wrong with bytes outside of a transaction, as whoever asked is told. When what was
  /// written may not reach the disk, nothing is written from now on.
  RuntimeException fault(IOException cause);

  /// As for files, of bytes in a database.
  RuntimeException fault(SQLException cause);

  /// A run that nobody removes until the transaction ends, in which nobody else changes blobs. Null
  /// when it is not there.
  @Nullable RunRow locked(Connection connection, RunKey run) throws SQLException;

  /// Nobody else changes blobs until the transaction ends.
  void lock(Connection connection) throws SQLException;

  /// A run as a reader sees it; null when it is not there.
  @Nullable RunRow find(Connection connection, RunKey run) throws SQLException;
}
