package dev.clew.storesql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Connections that read, a few of them: each serves one question at a time, in a transaction that
/// sees the store as it was when that began. Thread-safe.
public final class Readers implements AutoCloseable {
  private static final int MOST = 8;

  private final Source source;
  private final Semaphore free = new Semaphore(MOST, true);
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean isClosed;

  public Readers(Source source) {
    this.source = source;
  }

  /// Where connections come from.
  public interface Source {
    /// One that does not commit by itself.
    Connection open() throws SQLException;

    /// Hides the runs of other namespaces until the transaction ends, whatever the question says.
    default void restrict(Connection connection, Set<String> namespaces) throws SQLException {}

    /// Whether that was the end of the connection, and another may have an answer.
    default boolean isLost(SQLException cause) {
      return false;
    }
  }

  /// What one asks; it may be asked again when a connection is lost.
  public interface Question<T extends @Nullable Object> {
    T ask(Connection connection) throws SQLException;
  }

  /// @param namespaces that the answer is about; null for all
  public <T extends @Nullable Object> T read(@Nullable Set<String> namespaces, Question<T> question)
      throws SQLException {
    free.acquireUninterruptibly();
    try {
      Connection waiting = idle();
      if (waiting != null) {
        try {
          return ask(waiting, namespaces, question);
        } catch (SQLException e) {
          if (!source.isLost(e)) {
            throw e;
          }
          // Those that waited beside it were lost with it.
          closeIdle();
        }
      }
      return ask(source.open(), namespaces, question);
    } finally {
      free.release();
    }
  }

  private <T extends @Nullable Object> T ask(
      Connection connection, @Nullable Set<String> namespaces, Question<T> question)
      throws SQLException {
    boolean isGood = false;
    try {
      if (namespaces != null) {
        source.restrict(connection, namespaces);
      }
      T answer = question.ask(connection);
      connection.rollback();
      isGood = true;
      return answer;
    } finally {
      give(connection, isGood);
    }
  }

  private @Nullable Connection idle() {
    synchronized (idle) {
      return idle.poll();
    }
  }

  /// One that has failed is not used again.
  private void give(Connection connection, boolean isGood) throws SQLException {
    synchronized (idle) {
      if (isGood && !isClosed) {
        idle.push(connection);
        return;
      }
    }
    connection.close();
  }

  private void closeIdle() throws SQLException {
    synchronized (idle) {
      while (!idle.isEmpty()) {
        idle.pop().close();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    synchronized (idle) {
      isClosed = true;
    }
    closeIdle();
  }
}
