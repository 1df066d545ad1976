package dev.clew.languagesih.scope;

import dev.clew.core.digest.Ulid;
import dev.clew.plan.scope.Draws;
import java.time.Instant;

/// Makes ULIDs of drawn bits. Of two in one millisecond, the second is the first plus one (the ULID
/// specification, "Monotonicity"). Not thread-safe.
final class Ulids {
  private final Draws draws;
  private long lastMillis = -1;
  private byte[] lastRandom = new byte[Ulid.RANDOM_BYTES];

  Ulids(Draws draws) {
    this.draws = draws;
  }

  String next(Instant at) {
    long millis = at.toEpochMilli();
    if (millis != lastMillis || !increment(lastRandom)) {
      lastRandom = draws.next(Ulid.RANDOM_BYTES);
      lastMillis = millis;
    }
    return Ulid.of(millis, lastRandom);
  }

  /// False when all bits were set: then the number behind it does not exist.
  private static boolean increment(byte[] number) {
    for (int index = number.length - 1; index >= 0; index--) {
      if (++number[index] != 0) {
        return true;
      }
    }
    return false;
  }
}
