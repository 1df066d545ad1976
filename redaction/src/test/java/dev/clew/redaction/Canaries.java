package dev.clew.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Secrets that nobody has: of the kinds that people use, 8 to 400 characters.
final class Canaries {
  private static final String[] ALPHABETS = {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
    "abcdefghijklmnopqrstuvwxyz0123456789-_.~",
    "ABCdef123!\"#$%&'()*+,/:;<=>?@[\\]^`{|}~",
    "abc XYZ 09 +%/\\\"<&>",
    "äöüßéñçøπЖ漢字kQ7",
    "0123456789",
    "0123456789abcdef",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
  };

  private Canaries() {}

  static List<String> of(long seed, int count) {
    Random random = new Random(seed);
    List<String> canaries = new ArrayList<>();
    while (canaries.size() < count) {
      String alphabet = ALPHABETS[canaries.size() % ALPHABETS.length];
      int length = canaries.size() % 20 == 0 ? 130 + random.nextInt(270) : 8 + random.nextInt(40);
      canaries.add(secret(alphabet, length, random));
    }
    return canaries;
  }

  /// With a digit that makes it none of the common values; no space at its ends.
  private static String secret(String alphabet, int length, Random random) {
    StringBuilder out = new StringBuilder("k7");
    while (out.length() < length - 1) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.append("Q").toString();
  }
}
