package dev.clew.engine.http;

import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/// Aborts a request at its deadline, whatever it is waiting for: socket timeouts only bound the
/// silence between two bytes. One daemon thread, started with the first request.
final class Deadline {
  private static final long FOREVER_NANOS = 3_600_000_000_000L;

  private volatile @Nullable Watch current;
  private volatile long wakeAt = Long.MAX_VALUE;
  private @Nullable Thread thread;

  /// @param at on the scale of `System.nanoTime()`
  Watch watch(HttpUriRequestBase request, long at) {
    Watch watch = new Watch(request, at);
    current = watch;
    Thread running = thread;
    if (running == null) {
      thread = Thread.ofPlatform().daemon().name("clew-deadline").start(this::run);
    } else if (at - wakeAt < 0) {
      LockSupport.unpark(running);
    }
    return watch;
  }

  private void run() {
    while (true) {
      Watch watch = current;
      long left = watch == null ? FOREVER_NANOS : watch.at - System.nanoTime();
      if (watch != null && left <= 0) {
        watch.fire();
        if (current == watch) {
          current = null;
        }
        continue;
      }
      wakeAt = System.nanoTime() + left;
      if (current == watch) {
        LockSupport.parkNanos(this, left);
      }
    }
  }

  /// The watch over one request. Closing it waits for an abort that is under way, so that the
  /// connection is free again.
  static final class Watch implements AutoCloseable {
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
    public synchronized void close() {
      closed = true;
    }
  }
}
