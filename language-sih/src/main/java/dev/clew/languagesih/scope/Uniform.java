package dev.clew.languagesih.scope;

import dev.clew.plan.scope.Draws;

/// Whole numbers out of [Draws], every one as likely as the others: a draw that lies over the bound
/// is thrown away and not folded into it, which would make small numbers more likely.
final class Uniform {
  /// A bound is at least half of what is drawn for it, so that so many in a row come once in 2^128.
  private static final int MAX_REJECTED = 128;

  private final Draws draws;

  Uniform(Draws draws) {
    this.draws = draws;
  }

  /// From the lower to the higher of the two, both included.
  long between(long one, long other) {
    long low = Math.min(one, other);
    long span = Math.max(one, other) - low;
    return low + atMost(span);
  }

  /// From 0 to the number, which is unsigned.
  private long atMost(long last) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(last);
    if (bits == 0) {
      return 0;
    }
    long mask = -1L >>> (Long.SIZE - bits);
    for (int rejected = 0; rejected < MAX_REJECTED; rejected++) {
      long drawn = bytes((bits + Byte.SIZE - 1) / Byte.SIZE) & mask;
      if (Long.compareUnsigned(drawn, last) <= 0) {
        return drawn;
      }
    }
    throw new IllegalStateException("the draws are not random: " + MAX_REJECTED + " over a bound");
  }

  private long bytes(int count) {
    long value = 0;
    for (byte unit : draws.next(count)) {
      value = (value << Byte.SIZE) | (unit & 0xff);
    }
    return value;
  }
}
