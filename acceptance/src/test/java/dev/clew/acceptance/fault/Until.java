package dev.clew.acceptance.fault;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Waits for what has to happen.
final class Until {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_MS = 20;

  private Until() {}

  static void so(String what, Callable<Boolean> isSo) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isSo.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
      }
      Thread.sleep(LOOK_MS);
    }
  }
}
