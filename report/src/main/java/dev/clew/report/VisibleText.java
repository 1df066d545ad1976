package dev.clew.report;

/// Text from anywhere, made safe to show: control characters, escape sequences and characters that
/// turn the direction of the text around become visible instead of taking effect.
public final class VisibleText {
  private VisibleText() {}

  /// On one line: line breaks are shown as `⏎`.
  public static String line(String text) {
    StringBuilder out = null;
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      String shown = shown(unit);
      if (shown != null && out == null) {
        out = new StringBuilder(text.length() + 16).append(text, 0, at);
      }
      if (out != null) {
        if (shown == null) {
          out.append(unit);
        } else {
          out.append(shown);
        }
      }
    }
    return out == null ? text : out.toString();
  }

  private static @org.jspecify.annotations.Nullable String shown(char unit) {
    if (unit == '\n') {
      return "⏎";
    }
    if (unit == '\t') {
      return " ";
    }
    if (unit < 0x20) {
      return String.valueOf((char) (0x2400 + unit));
    }
    boolean hidden =
        (unit >= 0x7f && unit <= 0x9f)
            || (unit >= 0x200b && unit <= 0x200f)
            || (unit >= 0x202a && unit <= 0x202e)
            || (unit >= 0x2060 && unit <= 0x2069)
            || unit == 0xfeff
            || unit == 0x061c;
    return hidden ? "\\u" + hex(unit) : null;
  }

  private static String hex(char unit) {
    String digits = Integer.toHexString(unit);
    return "0".repeat(4 - digits.length()) + digits;
  }
}
