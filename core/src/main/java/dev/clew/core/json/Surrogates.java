package dev.clew.core.json;

/// Lone surrogates have no UTF-8 bytes. They are kept as the six characters of their JSON escape.
final class Surrogates {
  private Surrogates() {}

  static boolean hasLone(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) >= Character.MIN_SURROGATE && isLone(text, at)) {
        return true;
      }
    }
    return false;
  }

  static String escapeLone(String text) {
    return hasLone(text) ? rewrite(text) : text;
  }

  static boolean isLone(String text, int at) {
    char unit = text.charAt(at);
    if (Character.isHighSurrogate(unit)) {
      return at + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(unit)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  private static String rewrite(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (isLone(text, at)) {
        out.append(String.format("\\u%04x", (int) unit));
      } else {
        out.append(unit);
      }
    }
    return out.toString();
  }
}
