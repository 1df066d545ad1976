package dev.clew.server.http;

import java.time.Duration;

/// The requests that were let in and are not answered yet. Thread-safe.
final class OpenRequests {
  private int open;
  private boolean isEnding;

  /// @return whether it is let in
  synchronized boolean begin() {
    if (isEnding) {
      return false;
    }
    open++;
    return true;
  }

  synchronized void end() {
    open--;
    notifyAll();
  }

  /// Lets nobody in any more, and waits until all are answered, or for as long as that may take.
  synchronized void drain(Duration most) {
    isEnding = true;
    long end = System.nanoTime() + most.toNanos();
    try {
      for (long left = most.toMillis();
          open > 0 && left > 0;
          left = (end - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
