package dev.clew.yaml;

import dev.clew.core.source.Position;
import dev.clew.yaml.YamlNode.Scalar;
import org.jspecify.annotations.Nullable;

/// Finds the place in the file of an offset in a scalar's value. Exact for literal blocks and for
/// scalars on one line; where lines are folded, the start of the scalar is the answer.
final class ScalarPlace {
  private ScalarPlace() {}

  static Position find(Scalar scalar, int offset) {
    Position found =
        switch (scalar.style()) {
          case PLAIN -> onOneLine(scalar, offset);
          case SINGLE_QUOTED, DOUBLE_QUOTED -> inQuotes(scalar, offset);
          case LITERAL -> inBlock(scalar, offset);
          case FOLDED -> null;
        };
    return found == null ? scalar.at() : found;
  }

  private static @Nullable Position onOneLine(Scalar scalar, int offset) {
    String source = scalar.source().text();
    int start = Lines.offset(source, scalar.at());
    if (!source.startsWith(scalar.text(), start)) {
      return null;
    }
    return right(scalar.at(), source, start, start + offset);
  }

  /// Walks the quoted text next to its value: `''` and `\"` are two characters for one.
  private static @Nullable Position inQuotes(Scalar scalar, int offset) {
    String source = scalar.source().text();
    boolean escapes = scalar.style() == YamlNode.Style.DOUBLE_QUOTED;
    int start = Lines.offset(source, scalar.at());
    if (start >= source.length() || source.charAt(start) != (escapes ? '"' : '\'')) {
      return null;
    }
    int at = start + 1;
    int value = 0;
    while (value < offset && at < source.length()) {
      char unit = source.charAt(at);
      if (unit == '\n' || unit == '\r') {
        return null;
      }
      if (escapes && unit == '\\') {
        int code = at + 1 < source.length() ? source.charAt(at + 1) : 0;
        at +=
            switch (code) {
              case 'x' -> 4;
              case 'u' -> 6;
              case 'U' -> 10;
              default -> 2;
            };
        value += code == 'U' ? scalar.text().codePointAt(value) > 0xffff ? 2 : 1 : 1;
      } else {
        at += !escapes && unit == '\'' ? 2 : 1;
        value++;
      }
    }
    return right(scalar.at(), source, start, at);
  }

  /// A line of the value is a line of the file without its indentation.
  private static @Nullable Position inBlock(Scalar scalar, int offset) {
    String source = scalar.source().text();
    String text = scalar.text();
    int line = 0;
    int lineStart = 0;
    for (int at = 0; at < offset && at < text.length(); at++) {
      if (text.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
    }
    int lineEnd = text.indexOf('\n', lineStart);
    String wanted = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
    int fileLine = scalar.at().line() + 1 + line;
    int start = Lines.offset(source, new Position(fileLine, 1));
    int indent = start;
    while (indent < source.length() && source.charAt(indent) == ' ') {
      indent++;
    }
    for (int from = indent; from >= start; from--) {
      if (source.startsWith(wanted, from) && Lines.endsAt(source, from + wanted.length())) {
        return right(new Position(fileLine, 1), source, start, from + offset - lineStart);
      }
    }
    return null;
  }

  private static Position right(Position from, String source, int start, int end) {
    int columns = source.codePointCount(start, Math.min(end, source.length()));
    return new Position(from.line(), from.column() + columns);
  }
}
