package dev.clew.server.access;

import java.time.Duration;

/// So much in a second on average, and what was not used of a few seconds at once. It may go into
/// debt, and then nothing is let through until that is paid: how large a body is shows only when it
/// is there. Thread-safe.
final class Rate {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final double most;
  private double left;
  private long at;

  /// @param burst seconds whose share may be used at once
  Rate(double perSecond, double burst, long now) {
    this.perSecond = perSecond;
    this.most = Math.max(1, perSecond * burst);
    this.left = most;
    this.at = now;
  }

  /// Takes it, if there is no debt.
  ///
  /// @return how long to wait; nothing when it was taken
  synchronized Duration take(double amount, long now) {
    settle(now);
    if (left <= 0) {
      return Duration.ofNanos((long) Math.ceil((1 - left) / perSecond * NANOS));
    }
    left -= amount;
    return Duration.ZERO;
  }

  /// Takes it in any case.
  synchronized void charge(double amount, long now) {
    settle(now);
    left -= amount;
  }

  private void settle(long now) {
    left = Math.min(most, left + Math.max(0, now - at) / NANOS * perSecond);
    at = now;
  }
}
