package dev.clew.server.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How much each has sent of late, and how often somebody at an address had no good token.
/// Thread-safe.
public final class Rates {
  private static final double BURST_SECONDS = 5;

  /// A person who mistypes, or a job that goes on with an old token, is told each time; who does it
  /// more often is told less.
  private static final double BAD_TOKENS_PER_SECOND = 0.5;

  private static final double BAD_TOKENS_BURST = 40;

  /// Whoever was longest quiet is forgotten first.
  private static final int MOST = 10_000;

  private final LongSupplier nanos;
  private final Map<String, Rate> requests = recent();
  private final Map<String, Rate> bytes = recent();
  private final Map<String, Rate> failures = recent();

  /// @param nanos a clock that never goes back
  public Rates(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private static Map<String, Rate> recent() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Rate> eldest) {
        return size() > MOST;
      }
    };
  }

  /// What keeps somebody from asking now.
  ///
  /// @param limit its name; empty when nothing does
  public record Wait(String limit, long quota, Duration time) {
    static final Wait NONE = new Wait("", 0, Duration.ZERO);

    public boolean isNone() {
      return limit.isEmpty();
    }
  }

  /// Counts a request.
  public Wait request(Principal principal) {
    Quota quota = principal.quota();
    if (quota.bytes() > 0) {
      Duration wait =
          rate(bytes, principal.id(), (double) quota.bytes(), BURST_SECONDS).take(0, now());
      if (!wait.isZero()) {
        return new Wait("quota.bytes", quota.bytes(), wait);
      }
    }
    if (quota.requests() > 0) {
      Duration wait =
          rate(requests, principal.id(), (double) quota.requests(), BURST_SECONDS).take(1, now());
      if (!wait.isZero()) {
        return new Wait("quota.requests", quota.requests(), wait);
      }
    }
    return Wait.NONE;
  }

  /// Counts what came with it.
  public void received(Principal principal, long count) {
    long quota = principal.quota().bytes();
    if (quota > 0) {
      rate(bytes, principal.id(), (double) quota, BURST_SECONDS).charge((double) count, now());
    }
  }

  /// Counts a bad token.
  ///
  /// @return how long to wait before the next is looked at; nothing when this is not too many
  public Duration failure(String address) {
    return rate(failures, address, BAD_TOKENS_PER_SECOND, BAD_TOKENS_BURST).take(1, now());
  }

  private synchronized Rate rate(
      Map<String, Rate> all, String key, double perSecond, double burst) {
    return all.computeIfAbsent(key, any -> new Rate(perSecond, burst, now()));
  }

  private long now() {
    return nanos.getAsLong();
  }
}
