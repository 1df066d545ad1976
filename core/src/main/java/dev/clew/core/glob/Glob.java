package dev.clew.core.glob;

import java.util.ArrayList;
import java.util.List;

/// A pattern over paths with `/`: `*` and `?` within a name, `[a-z]`, `[!a-z]`, `{pdf,html}`, `**`
/// over folders, also over none, and `\` before a character that stands for itself. It is the only
/// one that clew has, so that what one command took for a file another finds too. Linear in the
/// path for each part of the pattern.
public final class Glob {
  /// `glob.alternatives`: what the braces of a pattern may multiply to.
  private static final int MAX_ALTERNATIVES = 256;

  private static final String MAGIC = "*?[]{}\\";

  private final List<List<Part>> alternatives;

  private Glob(List<List<Part>> alternatives) {
    this.alternatives = alternatives;
  }

  /// A part of a pattern: which places in a path are reached with it.
  private interface Part {
    boolean[] after(boolean[] reached, int[] path);
  }

  /// @throws IllegalArgumentException with the reason when it is no pattern
  public static Glob of(String pattern) {
    List<List<Part>> parsed = new ArrayList<>();
    for (String one : alternatives(trimmed(pattern))) {
      parsed.add(parts(one));
    }
    return new Glob(parsed);
  }

  /// The same; what is no pattern stands for itself.
  public static Glob ofAny(String pattern) {
    try {
      return of(pattern);
    } catch (IllegalArgumentException e) {
      return of(escaped(pattern));
    }
  }

  /// The pattern that only this text matches.
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      escaped.append(MAGIC.indexOf(text.charAt(at)) < 0 ? "" : "\\").append(text.charAt(at));
    }
    return escaped.toString();
  }

  public boolean matches(String path) {
    int[] text = trimmed(path).codePoints().toArray();
    for (List<Part> parts : alternatives) {
      boolean[] reached = new boolean[text.length + 1];
      reached[0] = true;
      for (Part part : parts) {
        reached = part.after(reached, text);
      }
      if (reached[text.length]) {
        return true;
      }
    }
    return false;
  }

  private static String trimmed(String path) {
    return path.startsWith("./") ? path.substring(2) : path;
  }

  /// The pattern with each choice of its braces.
  private static List<String> alternatives(String pattern) {
    List<String> open = new ArrayList<>(List.of(pattern));
    List<String> plain = new ArrayList<>();
    while (!open.isEmpty()) {
      String one = open.removeFirst();
      int from = next(one, 0, "{");
      if (from < 0) {
        plain.add(one);
        continue;
      }
      int to = next(one, from + 1, "}");
      int nested = next(one, from + 1, "{");
      if (to < 0 || (nested >= 0 && nested < to)) {
        throw new IllegalArgumentException(
            to < 0 ? "a '{' without its '}'" : "a '{' within another");
      }
      int begin = from + 1;
      while (begin <= to) {
        int comma = next(one, begin, ",");
        int end = comma < 0 || comma > to ? to : comma;
        open.add(one.substring(0, from) + one.substring(begin, end) + one.substring(to + 1));
        begin = end + 1;
      }
      if (open.size() + plain.size() > MAX_ALTERNATIVES) {
        throw new IllegalArgumentException(
            "more choices than glob.alternatives = " + MAX_ALTERNATIVES);
      }
    }
    return plain;
  }

  /// Where one of these stands that is neither escaped nor in brackets; negative for nowhere.
  private static int next(String pattern, int from, String wanted) {
    for (int at = from; at < pattern.length(); at++) {
      char unit = pattern.charAt(at);
      if (wanted.indexOf(unit) >= 0) {
        return at;
      }
      int close = unit == '[' ? pattern.indexOf(']', at + 2) : -1;
      at = unit == '\\' ? at + 1 : Math.max(at, close);
    }
    return -1;
  }

  private static List<Part> parts(String pattern) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < pattern.length()) {
      int unit = pattern.codePointAt(at);
      int size = Character.charCount(unit);
      if (pattern.startsWith("**/", at)) {
        parts.add((reached, path) -> deep(reached, path, true));
        size = 3;
      } else if (pattern.startsWith("**", at)) {
        parts.add((reached, path) -> deep(reached, path, false));
        size = 2;
      } else if (unit == '*') {
        parts.add(Glob::within);
      } else if (unit == '?') {
        parts.add((reached, path) -> one(reached, path, any -> any != '/'));
      } else if (unit == '[') {
        int close = pattern.indexOf(']', at + 2);
        if (close < 0) {
          throw new IllegalArgumentException("a '[' without its ']'");
        }
        int[] set = pattern.substring(at + 1, close).codePoints().toArray();
        parts.add((reached, path) -> one(reached, path, is -> isIn(is, set)));
        size = close + 1 - at;
      } else {
        int escaped = at + (unit == '\\' ? 1 : 0);
        if (escaped == pattern.length()) {
          throw new IllegalArgumentException("a '\\' at the end");
        }
        int literal = pattern.codePointAt(escaped);
        parts.add((reached, path) -> one(reached, path, is -> is == literal));
        size = escaped + Character.charCount(literal) - at;
      }
      at += size;
    }
    return parts;
  }

  private static boolean[] deep(boolean[] reached, int[] path, boolean folders) {
    boolean[] next = new boolean[reached.length];
    boolean before = false;
    for (int place = 0; place < next.length; place++) {
      before |= reached[place];
      boolean begins = reached[place] || (place > 0 && path[place - 1] == '/');
      next[place] = before && (!folders || begins);
    }
    return next;
  }

  private static boolean[] within(boolean[] reached, int[] path) {
    boolean[] next = new boolean[reached.length];
    boolean before = false;
    for (int place = 0; place < next.length; place++) {
      before = reached[place] || (before && place > 0 && path[place - 1] != '/');
      next[place] = before;
    }
    return next;
  }

  @FunctionalInterface
  private interface Letter {
    boolean is(int point);
  }

  private static boolean[] one(boolean[] reached, int[] path, Letter letter) {
    boolean[] next = new boolean[reached.length];
    for (int place = 0; place < path.length; place++) {
      next[place + 1] = reached[place] && letter.is(path[place]);
    }
    return next;
  }

  private static boolean isIn(int point, int[] set) {
    boolean negated = set[0] == '!' || set[0] == '^';
    boolean found = false;
    for (int at = negated ? 1 : 0; at < set.length; at++) {
      boolean range = at + 2 < set.length && set[at + 1] == '-';
      found |= point >= set[at] && point <= set[range ? at + 2 : at];
      at += range ? 2 : 0;
    }
    return point != '/' && found != negated;
  }
}
