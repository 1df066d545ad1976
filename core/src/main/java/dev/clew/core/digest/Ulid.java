package dev.clew.core.digest;

/// Writes ULIDs: 48 bits of milliseconds and 80 random ones, as 26 characters of Crockford's base
/// 32, so that they sort by their time (the ULID specification).
public final class Ulid {
  /// Of random bits in each.
  public static final int RANDOM_BYTES = 10;

  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CHARS = 26;
  private static final int BITS_PER_CHAR = 5;
  private static final int TIME_BYTES = 6;

  private Ulid() {}

  /// In upper case.
  ///
  /// @param random as many as [#RANDOM_BYTES]
  public static String of(long epochMillis, byte[] random) {
    byte[] value = new byte[TIME_BYTES + RANDOM_BYTES];
    for (int index = 0; index < TIME_BYTES; index++) {
      value[index] = (byte) (epochMillis >>> ((TIME_BYTES - 1 - index) * Byte.SIZE));
    }
    System.arraycopy(random, 0, value, TIME_BYTES, RANDOM_BYTES);
    return text(value);
  }

  /// Whether it is one, in either case.
  public static boolean is(String text) {
    if (text.length() != CHARS || text.charAt(0) > '7') {
      return false;
    }
    for (int at = 0; at < CHARS; at++) {
      char unit = text.charAt(at);
      char upper = unit >= 'a' && unit <= 'z' ? (char) (unit - 32) : unit;
      if (CROCKFORD.indexOf(upper) < 0) {
        return false;
      }
    }
    return true;
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
