package dev.clew.diff.mask;

import dev.clew.core.json.Json;

/// Replaces what is volatile by the name of its shape: dates, identifiers, tokens, ports of this
/// machine, durations. Two values with the same mask differ only in what differs between any two
/// runs. Masking a mask changes nothing, which is what a snapshot lives on. One pass over the text,
/// linear, by hand.
public final class Mask {
  public static final String NUMBER = "<number>";
  private static final String ID = "<id>";
  private static final String TIME = "<time>";
  private static final String UUID = "<uuid>";
  private static final String ULID = "<ulid>";
  private static final String HEX = "<hex>";
  private static final String TOKEN = "<token>";
  private static final String PORT = "<port>";
  private static final String DURATION = "<duration>";

  /// The first port that systems give to clients and to tests: Linux `ip_local_port_range` begins
  /// there, RFC 6335 §6 at 49152.
  private static final int FIRST_DYNAMIC_PORT = 32_768;

  private static final int MIN_HEX_CHARS = 12;
  private static final int MIN_TOKEN_CHARS = 20;
  private static final int MAX_PLACEHOLDER_CHARS = 64;

  private Mask() {}

  /// @param name of the member that holds the value: a number is only an identifier if it is called
  ///   one
  public static Json of(String name, Json value) {
    return switch (value) {
      case Json.Str string -> Json.of(text(name, string.value()));
      case Json.Num number -> number(name, number);
      case Json.Null nothing -> nothing;
      case Json.Bool bool -> bool;
      case Json.Arr array -> array;
      case Json.Obj object -> object;
    };
  }

  private static Json number(String name, Json.Num number) {
    return Names.isId(name) || Names.isDuration(name) || isTime(name, number)
        ? Json.of(NUMBER)
        : number;
  }

  /// Seconds or milliseconds since 1970, from 2001 to 2286.
  private static boolean isTime(String name, Json.Num number) {
    if (!Names.isTime(name)) {
      return false;
    }
    int digits = 0;
    String text = number.text();
    while (digits < text.length() && isDigit(text.charAt(digits))) {
      digits++;
    }
    return digits == 10 || digits == 13 || digits == 16 || digits == 19;
  }

  public static String text(String name, String text) {
    boolean isDigest = Names.isDigest(name);
    boolean isId = Names.isId(name);
    StringBuilder out = null;
    int at = 0;
    int kept = 0;
    while (at < text.length()) {
      if (!isWord(text.charAt(at))) {
        at++;
        continue;
      }
      int end = Dates.endAt(text, at);
      String mask = TIME;
      if (end < 0) {
        end = wordEnd(text, at);
        mask = isDigest ? "" : shapeOf(text, at, end, isId);
      }
      if (!mask.isEmpty()) {
        out = out == null ? new StringBuilder(text.length()) : out;
        out.append(text, kept, at).append(mask);
        kept = end;
      }
      at = end;
    }
    return out == null ? text : out.append(text, kept, text.length()).toString();
  }

  /// A word, with the `-` and `.` within it.
  private static int wordEnd(String text, int start) {
    int end = start + 1;
    while (end < text.length()) {
      char unit = text.charAt(end);
      boolean joins =
          (unit == '-' || unit == '.' || unit == '_')
              && end + 1 < text.length()
              && isWord(text.charAt(end + 1));
      if (!isWord(unit) && !joins) {
        return end;
      }
      end++;
    }
    return end;
  }

  /// Empty when the word is not volatile.
  private static String shapeOf(String text, int start, int end, boolean isId) {
    if (isInMask(text, start, end)) {
      return "";
    }
    int length = end - start;
    if (isRedactedLength(text, start, end)) {
      return NUMBER;
    }
    if (isUuid(text, start, end)) {
      return UUID;
    }
    if (isPort(text, start, end)) {
      return PORT;
    }
    if (isDuration(text, start, end)) {
      return DURATION;
    }
    if (length < MIN_HEX_CHARS && !isId) {
      return "";
    }
    return wordByWord(text, start, end, isId);
  }

  /// `<id>`: the words of a mask stand as they are.
  private static boolean isInMask(String text, int start, int end) {
    return start > 0
        && text.charAt(start - 1) == '<'
        && end < text.length()
        && text.charAt(end) == '>';
  }

  /// The pieces between `-`, `_` and `.`: `run_01K…` is a name and a ULID.
  private static String wordByWord(String text, int start, int end, boolean isId) {
    if (isToken(text, start, end) && !isDotted(text, start, end)) {
      return TOKEN;
    }
    StringBuilder out = new StringBuilder();
    boolean masked = false;
    int at = start;
    while (at < end) {
      int stop = at;
      while (stop < end && isAlphanumeric(text.charAt(stop))) {
        stop++;
      }
      String mask = pieceOf(text, at, stop, isId);
      masked |= !mask.isEmpty();
      out.append(mask.isEmpty() ? text.substring(at, stop) : mask);
      if (stop < end) {
        out.append(text.charAt(stop));
      }
      at = stop + 1;
    }
    return masked ? out.toString() : "";
  }

  private static String pieceOf(String text, int start, int end, boolean isId) {
    int digits = 0;
    boolean hex = true;
    boolean base32 = true;
    for (int at = start; at < end; at++) {
      char unit = text.charAt(at);
      digits += isDigit(unit) ? 1 : 0;
      hex &= isHex(unit);
      base32 &= isBase32(unit);
    }
    int length = end - start;
    if (length == 26 && base32 && digits > 0) {
      return ULID;
    }
    if (length >= MIN_HEX_CHARS && hex && digits > 0 && digits < length) {
      return HEX;
    }
    if (length == 13 && digits == 13 && text.charAt(start) == '1') {
      return TIME;
    }
    return isId && digits > 0 ? ID : "";
  }

  /// `eyJhbGciOi….eyJzdWIi….…`, `sk_live_4eC39Hq…`: letters of both cases and digits, long.
  private static boolean isToken(String text, int start, int end) {
    if (end - start < MIN_TOKEN_CHARS) {
      return false;
    }
    boolean upper = false;
    boolean lower = false;
    int digits = 0;
    for (int at = start; at < end; at++) {
      char unit = text.charAt(at);
      upper |= unit >= 'A' && unit <= 'Z';
      lower |= unit >= 'a' && unit <= 'z';
      digits += isDigit(unit) ? 1 : 0;
    }
    return upper && lower && digits > 1;
  }

  /// Has dots and is no JWT: a name of a class, a host, a file.
  private static boolean isDotted(String text, int start, int end) {
    if (text.startsWith("eyJ", start)) {
      return false;
    }
    for (int at = start; at < end; at++) {
      if (text.charAt(at) == '.') {
        return true;
      }
    }
    return false;
  }

  /// The length in `[redacted:NAME len=12]`: tokens are not equally long each time.
  private static boolean isRedactedLength(String text, int start, int end) {
    return end < text.length()
        && text.charAt(end) == ']'
        && endsWith(text, start, " len=")
        && isDigits(text, start, end)
        && text.substring(Math.max(0, start - MAX_PLACEHOLDER_CHARS), start).contains("[redacted:");
  }

  private static boolean isUuid(String text, int start, int end) {
    if (end - start != 36) {
      return false;
    }
    for (int at = 0; at < 36; at++) {
      char unit = text.charAt(start + at);
      boolean dash = at == 8 || at == 13 || at == 18 || at == 23;
      if (dash ? unit != '-' : !isHex(unit)) {
        return false;
      }
    }
    return true;
  }

  /// The port after a loopback address.
  private static boolean isPort(String text, int start, int end) {
    if (end - start != 5
        || start == 0
        || text.charAt(start - 1) != ':'
        || !isDigits(text, start, end)) {
      return false;
    }
    int host = start - 1;
    return Integer.parseInt(text, start, end, 10) >= FIRST_DYNAMIC_PORT
        && (endsWith(text, host, "127.0.0.1")
            || endsWith(text, host, "localhost")
            || endsWith(text, host, "[::1]"));
  }

  private static boolean endsWith(String text, int end, String what) {
    return end >= what.length() && text.startsWith(what, end - what.length());
  }

  /// `12ms`, `3.2s`, `1m30s`; a number and its unit may stand apart: `12 ms`.
  private static boolean isDuration(String text, int start, int end) {
    if (!isDigit(text.charAt(start))) {
      return false;
    }
    int unit = start;
    while (unit < end && (isDigit(text.charAt(unit)) || text.charAt(unit) == '.')) {
      unit++;
    }
    if (unit < end) {
      return isUnit(text, unit, end);
    }
    int next = end + 1;
    if (end >= text.length() || text.charAt(end) != ' ' || next >= text.length()) {
      return false;
    }
    int stop = next;
    while (stop < text.length() && isAlphanumeric(text.charAt(stop))) {
      stop++;
    }
    return isUnit(text, next, stop);
  }

  private static boolean isUnit(String text, int start, int end) {
    String unit = text.substring(start, end);
    return switch (unit) {
      case "ms", "s", "ns", "us", "µs", "sec", "secs", "seconds", "millis" -> true;
      default -> false;
    };
  }

  private static boolean isDigits(String text, int start, int end) {
    for (int at = start; at < end; at++) {
      if (!isDigit(text.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  public static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  private static boolean isHex(char unit) {
    return isDigit(unit) || (unit >= 'a' && unit <= 'f') || (unit >= 'A' && unit <= 'F');
  }

  /// Crockford's alphabet, in either case.
  private static boolean isBase32(char unit) {
    char upper = unit >= 'a' && unit <= 'z' ? (char) (unit - 32) : unit;
    return isDigit(unit)
        || (upper >= 'A'
            && upper <= 'Z'
            && upper != 'I'
            && upper != 'L'
            && upper != 'O'
            && upper != 'U');
  }

  private static boolean isAlphanumeric(char unit) {
    return isDigit(unit) || (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
  }

  /// What a word can begin with.
  static boolean isWord(char unit) {
    return isAlphanumeric(unit) || unit == '_';
  }
}
