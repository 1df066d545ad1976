package dev.clew.runs;

import dev.clew.core.digest.Ulid;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/// The ids that come from real entropy (DESIGN §5.7).
public final class Ids {
  private final SecureRandom entropy = new SecureRandom();

  /// The prefix and a ULID in lower case: 48 bits of time, so that ids sort by their beginning, and
  /// 80 of entropy.
  public String ulid(String prefix, long epochMillis) {
    byte[] random = new byte[Ulid.RANDOM_BYTES];
    entropy.nextBytes(random);
    return prefix + Ulid.of(epochMillis, random).toLowerCase(Locale.ROOT);
  }

  /// @return lower-case hex digits, two for each byte
  public String hex(int bytes) {
    byte[] random = new byte[bytes];
    entropy.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
