package dev.clew.engine.context;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/// As it comes.
final class LiveTimekeeper implements Timekeeper {
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final long start;

  LiveTimekeeper(LongSupplier nanos, InstantSource clock) {
    this.nanos = nanos;
    this.clock = clock;
    this.start = nanos.getAsLong();
  }

  @Override
  public Instant clock(Moment moment) {
    return clock.instant();
  }

  @Override
  public ZoneId zone() {
    return ZoneId.systemDefault();
  }

  /// Not finer than the wire carries it, so that what is decided by it is decided again in the same
  /// way when it is read back.
  @Override
  public Duration elapsed(Moment moment) {
    return Duration.of((nanos.getAsLong() - start) / 1_000, ChronoUnit.MICROS);
  }

  @Override
  public Paused pause(Moment moment, Duration wanted, CancelSignal cancel) {
    Duration before = elapsed(moment);
    boolean cancelled = cancel.await(wanted);
    return new Paused(elapsed(moment).minus(before), cancelled);
  }
}
