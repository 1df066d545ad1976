package dev.clew.client.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lines between the job, which must not be held up, and the disk, which may hang. Bounded. When it
/// is full the job waits once, `maxDelay` at most, and not again before something has moved; then
/// detail is dropped before boundaries. Thread-safe.
final class Outbox {
  static final int LIMIT_CHARS = 8 << 20;

  /// Taken at once: more would be so much garbage at once that the collector holds the job up.
  private static final int TAKEN_CHARS = 512 << 10;

  private final int limitChars;
  private final long maxDelayNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Condition filled = lock.newCondition();
  private final Deque<Line> lines = new ArrayDeque<>();
  private long chars;
  private boolean isStalled;
  private boolean isWriting;
  private boolean isClosed;

  Outbox(int limitChars, Duration maxDelay) {
    this.limitChars = limitChars;
    this.maxDelayNanos = maxDelay.toNanos();
  }

  void put(Line line) {
    lock.lock();
    try {
      if (!hasRoom(line) && !isStalled) {
        isStalled = !awaitRoom(line);
      }
      if (!hasRoom(line) && !line.isDetail()) {
        dropDetailFor(line);
      }
      if (hasRoom(line) && !isClosed) {
        lines.add(line);
        chars += line.json().length();
        filled.signal();
      } else {
        line.drop();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom(Line line) {
    return chars + line.json().length() <= limitChars;
  }

  private boolean awaitRoom(Line line) {
    long left = maxDelayNanos;
    try {
      while (!hasRoom(line) && left > 0) {
        left = moved.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      // The job's own affair.
      Thread.currentThread().interrupt();
    }
    return hasRoom(line);
  }

  private void dropDetailFor(Line line) {
    Iterator<Line> oldest = lines.iterator();
    while (oldest.hasNext() && !hasRoom(line)) {
      Line one = oldest.next();
      if (one.isDetail()) {
        oldest.remove();
        chars -= one.json().length();
        one.drop();
      }
    }
  }

  /// The next lines; waits for the first of them. Whoever takes has done with what was taken
  /// before.
  List<Line> take(Duration wait) throws InterruptedException {
    lock.lock();
    try {
      isWriting = false;
      moved.signalAll();
      long left = wait.toNanos();
      while (lines.isEmpty() && left > 0 && !isClosed) {
        left = filled.awaitNanos(left);
      }
      List<Line> taken = new ArrayList<>();
      long before = chars;
      while (!lines.isEmpty() && before - chars < TAKEN_CHARS) {
        Line next = lines.remove();
        chars -= next.json().length();
        taken.add(next);
      }
      isStalled = false;
      isWriting = !taken.isEmpty();
      moved.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// Takes nothing more.
  void close() {
    lock.lock();
    try {
      isClosed = true;
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return isClosed && lines.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until all that was put is written.
  ///
  /// @return whether it is
  boolean awaitWritten(Duration wait) throws InterruptedException {
    lock.lock();
    try {
      long left = wait.toNanos();
      while ((isWriting || !lines.isEmpty()) && left > 0) {
        left = moved.awaitNanos(left);
      }
      return !isWriting && lines.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
