package dev.clew.plan.value;

/// Text of several lines as one, for an explanation.
public final class OneLine {
  private OneLine() {}

  public static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean space = false;
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (Character.isWhitespace(unit) || Character.isISOControl(unit)) {
        space = true;
        continue;
      }
      if (space && !out.isEmpty()) {
        out.append(' ');
      }
      space = false;
      out.append(unit);
    }
    return out.toString();
  }
}
