package dev.clew.runs;

import java.security.SecureRandom;
import java.util.HexFormat;

/// The ids that come from real entropy (DESIGN §5.7).
public final class Ids {
  private static final char[] CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private final SecureRandom entropy = new SecureRandom();

  /// The prefix and a ULID in lower case: 48 bits of time, so that ids sort by their beginning, and
  /// 80 of entropy.
  public String ulid(String prefix, long epochMillis) {
    StringBuilder out = new StringBuilder(prefix);
    for (int shift = 45; shift >= 0; shift -= 5) {
      out.append(CROCKFORD[(int) (epochMillis >>> shift) & 31]);
    }
    byte[] random = new byte[16];
    entropy.nextBytes(random);
    for (byte one : random) {
      out.append(CROCKFORD[one & 31]);
    }
    return out.toString();
  }

  /// @return lower-case hex digits, two for each byte
  public String hex(int bytes) {
    byte[] random = new byte[bytes];
    entropy.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
