package dev.clew.core.pattern;

import org.jspecify.annotations.Nullable;

/// Keeps a regular expression small before it is compiled. Matching by RE2 takes linear time, but
/// it writes repetitions out and goes down the result, when it compiles and when it matches:
/// `((a{1,1000}){1,1000}){1,1000}` has a thousand million letters, and no stack is deep enough.
public final class PatternLimits {
  /// `pattern.chars`: the longest pattern.
  public static final int MAX_CHARS = 4_000;

  /// `pattern.depth`: how deep groups may be nested.
  public static final int MAX_DEPTH = 50;

  /// `pattern.size`: how many characters, classes and other single things a pattern may have once
  /// its repetitions are written out; a group counts as two. What is below it fits the usual stack
  /// of a thread, 1 MiB.
  public static final int MAX_SIZE = 2_000;

  private final String pattern;
  private final long[] sums = new long[MAX_DEPTH + 1];
  private int depth;
  private int at;

  /// Of what a repetition behind it repeats.
  private long last;

  private PatternLimits(String pattern) {
    this.pattern = pattern;
  }

  /// Which limit the pattern is over; null for none. Whether it is a pattern is another question.
  public static @Nullable String fault(String pattern) {
    return pattern.length() > MAX_CHARS
        ? "it has " + pattern.length() + " characters, over pattern.chars = " + MAX_CHARS
        : new PatternLimits(pattern).fault();
  }

  private @Nullable String fault() {
    while (at < pattern.length()) {
      char unit = pattern.charAt(at++);
      switch (unit) {
        case '(' -> {
          if (depth == MAX_DEPTH) {
            return "its groups are nested deeper than pattern.depth = " + MAX_DEPTH;
          }
          sums[++depth] = 2;
          last = 0;
          skipGroupSyntax();
        }
        case ')' -> {
          long group = sums[depth];
          depth = Math.max(0, depth - 1);
          atom(group);
        }
        case '[' -> {
          skipClass();
          atom(1);
        }
        case '\\' -> {
          skipEscape();
          atom(1);
        }
        case '{' -> repeat();
        default -> atom(1);
      }
      if (sums[depth] > MAX_SIZE) {
        return "its repetitions come to more than pattern.size = " + MAX_SIZE;
      }
    }
    return null;
  }

  private void atom(long size) {
    sums[depth] += size;
    last = size;
  }

  /// `?i:`, `?:` and `?P<name>`.
  private void skipGroupSyntax() {
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      while (at < pattern.length() && ":>)".indexOf(pattern.charAt(at)) < 0) {
        at++;
      }
      if (at < pattern.length() && pattern.charAt(at) != ')') {
        at++;
      }
    }
  }

  private void skipClass() {
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      at++;
    }
    int first = at;
    while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
      if (pattern.charAt(at) == '\\') {
        at++;
      } else if (pattern.startsWith("[:", at)) {
        int end = pattern.indexOf(":]", at);
        at = end < 0 ? at : end + 1;
      }
      at++;
    }
    at++;
  }

  /// `\Q…\E` is so many characters; the braces of `\pN{…}` and `\x{…}` repeat nothing.
  private void skipEscape() {
    char escaped = at < pattern.length() ? pattern.charAt(at++) : '\\';
    if (escaped == 'Q') {
      int end = pattern.indexOf("\\E", at);
      int close = end < 0 ? pattern.length() : end;
      sums[depth] += close - at;
      at = end < 0 ? close : end + 2;
    } else if ("pPx".indexOf(escaped) >= 0 && pattern.startsWith("{", at)) {
      int end = pattern.indexOf('}', at);
      at = end < 0 ? pattern.length() : end + 1;
    }
  }

  /// `{n}`, `{n,}` and `{n,m}` behind what they repeat; anything else is a brace.
  private void repeat() {
    int end = pattern.indexOf('}', at);
    long times = end < 0 ? 0 : times(pattern.substring(at, end));
    if (times == 0) {
      atom(1);
      return;
    }
    at = end + 1;
    long repeated = last * times;
    sums[depth] += repeated - last;
    last = repeated;
  }

  /// 0 when it is no repetition.
  private static long times(String written) {
    int comma = written.indexOf(',');
    long from = number(comma < 0 ? written : written.substring(0, comma));
    if (from < 0) {
      return 0;
    }
    if (comma < 0) {
      return Math.max(1, from);
    }
    String to = written.substring(comma + 1);
    long most = to.isEmpty() ? from + 1 : number(to);
    return most < 0 ? 0 : Math.max(1, most);
  }

  /// Negative when it is none; above the limit it is only above the limit.
  private static long number(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(unit -> unit >= '0' && unit <= '9')) {
      return -1;
    }
    return digits.length() > 6 ? MAX_SIZE + 1L : Long.parseLong(digits);
  }
}
