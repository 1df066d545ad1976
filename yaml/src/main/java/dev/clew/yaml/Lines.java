package dev.clew.yaml;

import dev.clew.core.source.Position;

/// Offsets to places and back, for one scan of a text whose lines end in `\n`, `\r\n` or `\r`.
final class Lines {
  private Lines() {}

  /// The UTF-16 offset of a place; the end of the text when the place is past it.
  static int offset(String text, Position place) {
    int at = 0;
    for (int line = 1; line < place.line() && at < text.length(); line++) {
      at = nextLine(text, at);
    }
    for (int column = 1; column < place.column() && at < text.length(); column++) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  /// The place of the code point with that index, counted as the YAML engine counts.
  static Position ofCodePoint(String text, int index) {
    int line = 1;
    int column = 1;
    int at = 0;
    for (int count = 0; count < index && at < text.length(); count++) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      boolean pairs = point == '\r' && at < text.length() && text.charAt(at) == '\n';
      if (point == '\n' || (point == '\r' && !pairs)) {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new Position(line, column);
  }

  static boolean endsAt(String text, int at) {
    return at >= text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
  }

  private static int nextLine(String text, int from) {
    int at = from;
    while (!endsAt(text, at)) {
      at++;
    }
    if (at < text.length()) {
      at +=
          text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n' ? 2 : 1;
    }
    return at;
  }
}
