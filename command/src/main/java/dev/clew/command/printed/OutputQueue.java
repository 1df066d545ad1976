package dev.clew.command.printed;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Output on its way from those who read it to one who passes it on or records it, in the order in
/// which it came, bounded in bytes. Thread-safe.
final class OutputQueue {
  private final int limitBytes;
  private final Deque<Piece> pieces = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int bytes;
  private boolean isClosed;
  private boolean isDiscarding;

  OutputQueue(int limitBytes) {
    this.limitBytes = limitBytes;
  }

  /// Bytes that one stream brought.
  static final class Piece {
    private final OutputStreamName stream;
    private final byte[] bytes;
    private final Instant at;

    /// @param bytes belong to the piece from now on
    Piece(OutputStreamName stream, byte[] bytes, Instant at) {
      this.stream = stream;
      this.bytes = bytes;
      this.at = at;
    }

    /// When they were read.
    Instant at() {
      return at;
    }

    OutputStreamName stream() {
      return stream;
    }

    /// Must not be changed.
    byte[] bytes() {
      return bytes;
    }
  }

  /// Waits while there is no room.
  void put(Piece piece) {
    lock.lock();
    try {
      while (bytes > limitBytes && !isClosed && !isDiscarding) {
        changed.awaitUninterruptibly();
      }
      if (!isClosed && !isDiscarding) {
        pieces.add(piece);
        bytes += piece.bytes().length;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The next piece; null when none came in that time or when there are no more.
  @Nullable Piece poll(long waitNanos) throws InterruptedException {
    lock.lock();
    try {
      long left = waitNanos;
      while (pieces.isEmpty() && !isClosed && left > 0) {
        left = changed.awaitNanos(left);
      }
      Piece piece = pieces.poll();
      if (piece != null) {
        bytes -= piece.bytes().length;
        changed.signalAll();
      }
      return piece;
    } finally {
      lock.unlock();
    }
  }

  /// Whether whoever brings more has to wait.
  boolean isFull() {
    lock.lock();
    try {
      return bytes > limitBytes;
    } finally {
      lock.unlock();
    }
  }

  /// Nothing more comes.
  void close() {
    lock.lock();
    try {
      isClosed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isDone() {
    lock.lock();
    try {
      return isClosed && pieces.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// Nobody wants it any more: nobody is to wait for room.
  void discard() {
    lock.lock();
    try {
      isDiscarding = true;
      pieces.clear();
      bytes = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  static long nanos(java.time.Duration duration) {
    return TimeUnit.MILLISECONDS.toNanos(duration.toMillis());
  }
}
