package dev.clew.engine.context;

import dev.clew.core.digest.Hmac;
import dev.clew.core.event.StagePath;
import dev.clew.plan.scope.Draws;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The run's randomness: `HMAC-SHA-256(seed, path, visit, try, purpose, counter)` (DESIGN §5.7), so
/// that parallel stages and reruns with the same seed draw the same values, whatever the order. The
/// visit stands in the path. Thread-safe.
public final class Seeded {
  private final Hmac seed;

  public Seeded(String seed) {
    this.seed = new Hmac(seed.getBytes(StandardCharsets.UTF_8));
  }

  /// @param path null for what belongs to the run
  /// @param bytes at most 32
  /// @return lower-case hex digits
  public String hex(
      @Nullable StagePath path, int tryNumber, String purpose, int counter, int bytes) {
    return HexFormat.of().formatHex(bytes(path, tryNumber, purpose, counter), 0, bytes);
  }

  private byte[] bytes(@Nullable StagePath path, int tryNumber, String purpose, int counter) {
    String drawn = (path == null ? "" : path) + "\0" + tryNumber + "\0" + purpose + "\0" + counter;
    return seed.of(drawn.getBytes(StandardCharsets.UTF_8)).bytes();
  }

  /// For one thread.
  ///
  /// @param path null for what belongs to the run
  public Draws draws(@Nullable StagePath path, int tryNumber, String purpose) {
    int[] counter = new int[1];
    return count -> Arrays.copyOf(bytes(path, tryNumber, purpose, counter[0]++), count);
  }
}
