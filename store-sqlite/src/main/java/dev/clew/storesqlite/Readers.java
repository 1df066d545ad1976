package dev.clew.storesqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/// Connections that read, a few of them: each serves one question at a time, and sees the store as
/// it was when that began. Thread-safe.
final class Readers implements AutoCloseable {
  private static final int MOST = 8;

  private final Database database;
  private final Semaphore free = new Semaphore(MOST, true);
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean isClosed;

  Readers(Database database) {
    this.database = database;
  }

  interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  <T> T read(Question<T> question) throws SQLException {
    free.acquireUninterruptibly();
    try {
      Connection connection = take();
      boolean isGood = false;
      try {
        T answer = question.ask(connection);
        isGood = true;
        return answer;
      } finally {
        give(connection, isGood);
      }
    } finally {
      free.release();
    }
  }

  private Connection take() throws SQLException {
    synchronized (idle) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return database.openToRead();
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

  @Override
  public void close() throws SQLException {
    synchronized (idle) {
      isClosed = true;
      while (!idle.isEmpty()) {
        idle.pop().close();
      }
    }
  }
}
