package dev.clew.engine.context;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// That the run is to end: whoever waits wakes up. Thread-safe.
public final class CancelSignal {
  private final CountDownLatch given = new CountDownLatch(1);
  private volatile boolean isOverrun;

  public void give() {
    given.countDown();
  }

  /// Gives the signal because the time limit of the run is over.
  public void giveForTime() {
    isOverrun = !isGiven();
    give();
  }

  /// Whether it was given because the time limit of the run was over.
  public boolean isOverrun() {
    return isOverrun;
  }

  public boolean isGiven() {
    return given.getCount() == 0;
  }

  /// Waits that long, or until the signal is given.
  ///
  /// @return whether it was given
  public boolean await(Duration atMost) {
    try {
      return given.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
