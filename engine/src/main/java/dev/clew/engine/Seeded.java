package dev.clew.engine;

import dev.clew.core.ClewException;
import dev.clew.core.run.StagePath;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The run's randomness: `HMAC-SHA-256(seed, path, visit, try, purpose, counter)` (DESIGN §5.7), so
/// that parallel stages and reruns with the same seed draw the same values, whatever the order. The
/// visit stands in the path.
final class Seeded {
  private final SecretKeySpec key;

  Seeded(String seed) {
    this.key = new SecretKeySpec(seed.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /// @param bytes at most 32
  /// @return lower-case hex digits
  String hex(StagePath path, int tryNumber, String purpose, int counter, int bytes) {
    String drawn = path + "\0" + tryNumber + "\0" + purpose + "\0" + counter;
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] digest = mac.doFinal(drawn.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, bytes);
    } catch (GeneralSecurityException e) {
      throw new ClewException("every Java has HmacSHA256", e);
    }
  }
}
