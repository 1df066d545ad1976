package dev.clew.redaction.text;

/// JSON can spell a lone surrogate (`"\ud800"`) that UTF-8 cannot carry. When a payload is written
/// again, it is spelled again.
public final class LoneSurrogates {
  private LoneSurrogates() {}

  public static String escaped(String json) {
    StringBuilder out = null;
    int kept = 0;
    for (int at = 0; at < json.length(); at++) {
      char unit = json.charAt(at);
      if (!Character.isSurrogate(unit)) {
        continue;
      }
      if (Character.isHighSurrogate(unit)
          && at + 1 < json.length()
          && Character.isLowSurrogate(json.charAt(at + 1))) {
        at++;
        continue;
      }
      out = out == null ? new StringBuilder(json.length() + 16) : out;
      out.append(json, kept, at).append("\\u").append(Integer.toHexString(unit));
      kept = at + 1;
    }
    return out == null ? json : out.append(json, kept, json.length()).toString();
  }
}
