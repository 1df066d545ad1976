package dev.clew.server.access;

import dev.clew.core.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.zip.CRC32;

/// The text of a token, which only its owner has: `clew_`, 256 bits of entropy in hex, and a
/// checksum, by which it is recognised wherever somebody has pasted it, and told from a slip
/// without being looked up. The server keeps its digest.
final class TokenText {
  static final String PREFIX = "clew_";
  private static final int ENTROPY_BYTES = 32;
  private static final int SUM_CHARS = 8;
  private static final int CHARS = PREFIX.length() + 2 * ENTROPY_BYTES + SUM_CHARS;
  private static final SecureRandom ENTROPY = new SecureRandom();

  private TokenText() {}

  static String made() {
    byte[] random = new byte[ENTROPY_BYTES];
    ENTROPY.nextBytes(random);
    String body = PREFIX + Digest.of(random).hex();
    return body + sum(body);
  }

  /// Whether it may be one.
  static boolean isWhole(String text) {
    if (text.length() != CHARS || !text.startsWith(PREFIX)) {
      return false;
    }
    int end = CHARS - SUM_CHARS;
    return sum(text.substring(0, end)).equals(text.substring(end));
  }

  static Digest digest(String text) {
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }
}
