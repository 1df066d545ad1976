package dev.clew.engine.http;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/// Aborts requests at their deadlines, whatever they are waiting for: socket timeouts only bound
/// the silence between two bytes. One daemon thread, started with the first request. Thread-safe.
final class Deadline {
  private final Object lock = new Object();
  private final PriorityQueue<Watch> watched =
      new PriorityQueue<>(Comparator.comparingLong((Watch watch) -> watch.at - ORIGIN));
  private @Nullable Thread thread;

  /// When the thread looks again of its own accord; what is due later does not wake it, because to
  /// wake it for each request costs more than all else here.
  private long wakesAt;

  /// `System.nanoTime()` may be negative and overflow; distances to one origin do not.
  private static final long ORIGIN = System.nanoTime();

  /// @param at on the scale of `System.nanoTime()`
  Watch watch(HttpUriRequestBase request, long at) {
    Watch watch = new Watch(request, at);
    synchronized (lock) {
      watched.add(watch);
      if (thread == null) {
        thread = Thread.ofPlatform().daemon().name("clew-deadline").start(this::run);
      } else if (at - wakesAt < 0) {
        lock.notifyAll();
      }
    }
    return watch;
  }

  private void run() {
    try {
      while (true) {
        next().fire();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Watch next() throws InterruptedException {
    synchronized (lock) {
      while (true) {
        Watch first = watched.peek();
        long now = System.nanoTime();
        if (first == null) {
          wakesAt = now + Long.MAX_VALUE / 2;
          lock.wait();
          continue;
        }
        long left = first.at - now;
        if (left <= 0) {
          watched.remove();
          return first;
        }
        wakesAt = first.at;
        lock.wait(left / 1_000_000, (int) (left % 1_000_000));
      }
    }
  }

  /// The watch over one request. Closing it waits for an abort that is under way, so that the
  /// connection is free again.
  final class Watch implements AutoCloseable {
    private final HttpUriRequestBase request;
    private final long at;
    private boolean fired;
    private boolean closed;

    private Watch(HttpUriRequestBase request, long at) {
      this.request = request;
      this.at = at;
    }

    private synchronized void fire() {
      if (!closed) {
        fired = true;
        request.abort();
      }
    }

    synchronized boolean fired() {
      return fired;
    }

    @Override
    public void close() {
      synchronized (lock) {
        watched.remove(this);
      }
      synchronized (this) {
        closed = true;
      }
    }
  }
}
