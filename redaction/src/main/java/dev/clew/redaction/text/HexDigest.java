package dev.clew.redaction.text;

/// Digests and trace ids are evidence and must stay whole: a short secret that is made of hex
/// digits (`beef`) occurs in them by chance.
public final class HexDigest {
  private static final int MAX_CHARS = 128;

  private HexDigest() {}

  /// Whether that part is less than half of a run of 16, 32, 40, 64, 96 or 128 lower-case hex
  /// digits that stands alone, which are the lengths of span ids, trace ids, SHA-1, SHA-2.
  public static boolean hides(String text, int from, int to) {
    if (to - from > MAX_CHARS) {
      return false;
    }
    for (int at = from; at < to; at++) {
      if (!Characters.isLowerHex(text.charAt(at))) {
        return false;
      }
    }
    int start = from;
    while (start > 0 && from - start < MAX_CHARS && Characters.isLowerHex(text.charAt(start - 1))) {
      start--;
    }
    int end = to;
    while (end < text.length() && end - to < MAX_CHARS && Characters.isLowerHex(text.charAt(end))) {
      end++;
    }
    boolean alone =
        (start == 0 || !Characters.isLetterOrDigit(text.charAt(start - 1)))
            && (end == text.length() || !Characters.isLetterOrDigit(text.charAt(end)));
    return alone && isDigestLength(end - start) && (to - from) * 2 < end - start;
  }

  private static boolean isDigestLength(int length) {
    return switch (length) {
      case 16, 32, 40, 64, 96, 128 -> true;
      default -> false;
    };
  }
}
