package dev.clew.engine;

import dev.clew.core.digest.Hmac;
import dev.clew.core.run.StagePath;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The run's randomness: `HMAC-SHA-256(seed, path, visit, try, purpose, counter)` (DESIGN §5.7), so
/// that parallel stages and reruns with the same seed draw the same values, whatever the order. The
/// visit stands in the path.
final class Seeded {
  private final Hmac seed;

  Seeded(String seed) {
    this.seed = new Hmac(seed.getBytes(StandardCharsets.UTF_8));
  }

  /// @param bytes at most 32
  /// @return lower-case hex digits
  String hex(StagePath path, int tryNumber, String purpose, int counter, int bytes) {
    String drawn = path + "\0" + tryNumber + "\0" + purpose + "\0" + counter;
    byte[] digest = seed.of(drawn.getBytes(StandardCharsets.UTF_8)).bytes();
    return HexFormat.of().formatHex(digest, 0, bytes);
  }
}
