package dev.clew.core.absence;

import java.util.ArrayList;
import java.util.List;

/// A pattern over paths with `/`: `*` and `?` within a name, `[a-z]`, `[!a-z]`, `{pdf,html}`, and
/// `**` over folders, also over none. At most quadratic time for each of its alternatives.
final class Glob {
  /// More alternatives than this are not tried.
  private static final int MAX_ALTERNATIVES = 256;

  private final List<String> patterns;

  Glob(String pattern) {
    this.patterns = alternatives(trimmed(pattern));
  }

  private static String trimmed(String path) {
    return path.startsWith("./") ? path.substring(2) : path;
  }

  /// The pattern with each choice of its braces.
  private static List<String> alternatives(String pattern) {
    List<String> open = new ArrayList<>(List.of(pattern));
    List<String> plain = new ArrayList<>();
    while (!open.isEmpty() && open.size() + plain.size() <= MAX_ALTERNATIVES) {
      String one = open.removeFirst();
      int from = one.indexOf('{');
      int to = from < 0 ? -1 : one.indexOf('}', from);
      if (to < 0) {
        plain.add(one);
        continue;
      }
      for (String choice : one.substring(from + 1, to).split(",", -1)) {
        open.add(one.substring(0, from) + choice + one.substring(to + 1));
      }
    }
    return plain;
  }

  boolean matches(String path) {
    String text = trimmed(path);
    return patterns.stream().anyMatch(pattern -> matches(pattern, text));
  }

  private static boolean matches(String pattern, String text) {
    boolean[] reached = new boolean[text.length() + 1];
    reached[0] = true;
    int at = 0;
    while (at < pattern.length()) {
      char unit = pattern.charAt(at);
      int close = unit == '[' ? pattern.indexOf(']', at + 2) : -1;
      if (pattern.startsWith("**/", at)) {
        reached = deep(reached, text, true);
        at += 3;
      } else if (pattern.startsWith("**", at)) {
        reached = deep(reached, text, false);
        at += 2;
      } else if (unit == '*') {
        reached = within(reached, text);
        at++;
      } else if (close > 0) {
        reached = one(reached, text, pattern.substring(at + 1, close));
        at = close + 1;
      } else {
        reached = one(reached, text, unit);
        at++;
      }
    }
    return reached[text.length()];
  }

  private static boolean[] deep(boolean[] reached, String text, boolean folders) {
    boolean[] next = new boolean[reached.length];
    boolean before = false;
    for (int place = 0; place < next.length; place++) {
      before |= reached[place];
      boolean begins = reached[place] || (place > 0 && text.charAt(place - 1) == '/');
      next[place] = before && (!folders || begins);
    }
    return next;
  }

  private static boolean[] within(boolean[] reached, String text) {
    boolean[] next = new boolean[reached.length];
    boolean before = false;
    for (int place = 0; place < next.length; place++) {
      before = reached[place] || (before && place > 0 && text.charAt(place - 1) != '/');
      next[place] = before;
    }
    return next;
  }

  private static boolean[] one(boolean[] reached, String text, char unit) {
    boolean[] next = new boolean[reached.length];
    for (int place = 0; place < text.length(); place++) {
      char is = text.charAt(place);
      next[place + 1] = reached[place] && (unit == '?' ? is != '/' : unit == is);
    }
    return next;
  }

  private static boolean[] one(boolean[] reached, String text, String set) {
    boolean[] next = new boolean[reached.length];
    for (int place = 0; place < text.length(); place++) {
      next[place + 1] = reached[place] && isIn(text.charAt(place), set);
    }
    return next;
  }

  private static boolean isIn(char unit, String set) {
    boolean negated = set.startsWith("!") || set.startsWith("^");
    boolean found = false;
    for (int at = negated ? 1 : 0; at < set.length(); at++) {
      boolean range = at + 2 < set.length() && set.charAt(at + 1) == '-';
      found |= unit >= set.charAt(at) && unit <= set.charAt(range ? at + 2 : at);
      at += range ? 2 : 0;
    }
    return unit != '/' && found != negated;
  }
}
