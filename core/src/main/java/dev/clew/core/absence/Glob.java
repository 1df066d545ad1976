package dev.clew.core.absence;

/// A pattern over paths with `/`: `*` and `?` within a name, `**` over names. Linear space, at most
/// quadratic time.
final class Glob {
  private final String pattern;

  Glob(String pattern) {
    this.pattern = pattern.startsWith("./") ? pattern.substring(2) : pattern;
  }

  boolean matches(String path) {
    String text = path.startsWith("./") ? path.substring(2) : path;
    boolean[] reached = new boolean[text.length() + 1];
    reached[0] = true;
    for (int at = 0; at < pattern.length(); at++) {
      char unit = pattern.charAt(at);
      boolean deep = unit == '*' && at + 1 < pattern.length() && pattern.charAt(at + 1) == '*';
      boolean[] next = new boolean[text.length() + 1];
      if (deep) {
        // `**/` also stands for no folder at all.
        boolean folder = at + 2 < pattern.length() && pattern.charAt(at + 2) == '/';
        at += folder ? 2 : 1;
        boolean before = false;
        for (int place = 0; place <= text.length(); place++) {
          before |= reached[place];
          next[place] =
              before && (!folder || reached[place] || (place > 0 && text.charAt(place - 1) == '/'));
        }
      } else if (unit == '*') {
        boolean before = false;
        for (int place = 0; place <= text.length(); place++) {
          before = reached[place] || (before && place > 0 && text.charAt(place - 1) != '/');
          next[place] = before;
        }
      } else {
        for (int place = 0; place < text.length(); place++) {
          char is = text.charAt(place);
          next[place + 1] = reached[place] && (unit == '?' ? is != '/' : unit == is);
        }
      }
      reached = next;
    }
    return reached[text.length()];
  }
}
