package dev.clew.storesql;

import dev.clew.core.event.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The times at which a store takes events: as whole microseconds since 1970, in every store.
public final class Micros {
  private static final long PER_SECOND = 1_000_000;
  private static final long NANOS = 1_000;

  private Micros() {}

  public static long of(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / NANOS);
  }

  public static Timestamp timestamp(long micros) {
    return Timestamp.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }
}
