package dev.clew.workflow.scope;

import java.time.Instant;

/// Makes ULIDs: 48 bits of milliseconds and 80 drawn bits, as 26 characters of Crockford's base 32
/// (the ULID specification, "Monotonicity": of two in one millisecond, the second is the first plus
/// one). Not thread-safe.
final class Ulids {
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CHARS = 26;
  private static final int BITS_PER_CHAR = 5;
  private static final int RANDOM_BYTES = 10;
  private static final int TIME_BYTES = 6;

  private final Draws draws;
  private long lastMillis = -1;
  private byte[] lastRandom = new byte[RANDOM_BYTES];

  Ulids(Draws draws) {
    this.draws = draws;
  }

  String next(Instant at) {
    long millis = at.toEpochMilli();
    if (millis != lastMillis || !increment(lastRandom)) {
      lastRandom = draws.next(RANDOM_BYTES);
      lastMillis = millis;
    }
    byte[] value = new byte[TIME_BYTES + RANDOM_BYTES];
    for (int index = 0; index < TIME_BYTES; index++) {
      value[index] = (byte) (millis >>> ((TIME_BYTES - 1 - index) * Byte.SIZE));
    }
    System.arraycopy(lastRandom, 0, value, TIME_BYTES, RANDOM_BYTES);
    return text(value);
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

  /// 128 bits in 130: the first character has only three.
  private static String text(byte[] value) {
    char[] out = new char[CHARS];
    for (int at = 0; at < CHARS; at++) {
      int firstBit = at * BITS_PER_CHAR - 2;
      int digit = 0;
      for (int bit = firstBit; bit < firstBit + BITS_PER_CHAR; bit++) {
        digit = (digit << 1) | (bit < 0 ? 0 : (value[bit / 8] >> (7 - bit % 8)) & 1);
      }
      out[at] = CROCKFORD.charAt(digit);
    }
    return new String(out);
  }
}
