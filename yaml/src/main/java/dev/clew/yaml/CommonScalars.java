package dev.clew.yaml;

import dev.clew.core.source.Position;
import dev.clew.core.source.SourceFile;
import dev.clew.yaml.YamlNode.Scalar;
import dev.clew.yaml.YamlNode.Style;
import org.jspecify.annotations.Nullable;

/// The text that [CommonYaml] reads, where it is in it, and the scalars that begin there. Not
/// thread-safe.
final class CommonScalars {
  /// It is not certain that the engine would read the same.
  static final class Unsure extends Exception {
    private Unsure() {
      super(null, null, false, false);
    }
  }

  /// The engine takes no longer key, with the spaces before its colon.
  private static final int MAX_KEY_CHARS = 1_000;

  /// What a plain scalar cannot start with, or only sometimes.
  private static final String INDICATORS = "?:,[]{}#&*!|>'\"%@`";

  /// Short texts that were read before: the keys of a workflow are written once a stage.
  private static final int KNOWN = 1_024;

  private static final int MAX_KNOWN_CHARS = 24;

  private static final int CHUNK = 64;
  private static final char FIRST_PRINTABLE = 0xa0;
  private static final char LAST_PRINTABLE = 0xfffd;
  private static final char BYTE_ORDER_MARK = 0xfeff;
  private static final char LINE_SEPARATOR = 0x2028;
  private static final char PARAGRAPH_SEPARATOR = 0x2029;

  private final SourceFile source;
  private final String text;
  private final int end;
  private final boolean hasPairs;
  private final String[] known = new String[KNOWN];
  private int at;
  private int line = 1;
  private int lineStart;

  private CommonScalars(SourceFile source, boolean hasPairs) {
    this.source = source;
    this.text = source.text();
    this.end = text.length();
    this.hasPairs = hasPairs;
  }

  /// Null when the text has a character that the engine does not take as it is everywhere, such as
  /// a tab.
  static @Nullable CommonScalars of(SourceFile source) {
    String text = source.text();
    boolean hasPairs = false;
    for (int at = 0; at < text.length(); at += CHUNK) {
      int found = unusual(text, at);
      for (; found < text.length() && found < at + CHUNK; found++) {
        if (!isUsual(text.charAt(found)) && !isCommon(text, found)) {
          return null;
        }
        hasPairs |= Character.isSurrogate(text.charAt(found));
      }
    }
    return new CommonScalars(source, hasPairs);
  }

  /// The first character of a chunk that is not usual; its end when there is none. By chunks, so
  /// that this method is compiled early.
  private static int unusual(String text, int from) {
    int to = Math.min(text.length(), from + CHUNK);
    for (int at = from; at < to; at++) {
      if (!isUsual(text.charAt(at))) {
        return at;
      }
    }
    return to;
  }

  private static boolean isUsual(char unit) {
    return (unit >= ' ' && unit <= '~') || unit == '\n';
  }

  private static boolean isCommon(String text, int at) {
    char unit = text.charAt(at);
    char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
    if (unit == '\r') {
      return next == '\n';
    }
    if (Character.isHighSurrogate(unit)) {
      return Character.isLowSurrogate(next);
    }
    if (Character.isLowSurrogate(unit)) {
      return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
    return unit >= FIRST_PRINTABLE
        && unit <= LAST_PRINTABLE
        && unit != BYTE_ORDER_MARK
        && unit != LINE_SEPARATOR
        && unit != PARAGRAPH_SEPARATOR;
  }

  Unsure unsure() {
    return new Unsure();
  }

  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at >= end;
  }

  /// Zero at the end.
  char peek() {
    return at < end ? text.charAt(at) : 0;
  }

  void forward() {
    at++;
  }

  /// From 0, in UTF-16 units; before a key or a dash there are only spaces and dashes.
  int column() {
    return at - lineStart;
  }

  Position place() {
    return new Position(line, placeColumn());
  }

  int line() {
    return line;
  }

  /// From 1, in code points.
  int placeColumn() {
    return (hasPairs ? text.codePointCount(lineStart, at) : at - lineStart) + 1;
  }

  private boolean isBlank(int index) {
    if (index >= end) {
      return true;
    }
    char unit = text.charAt(index);
    return unit == ' ' || unit == '\n' || unit == '\r';
  }

  boolean isAtDash() {
    return peek() == '-' && isBlank(at + 1);
  }

  /// Whether the scalar that began at `start` is a key.
  boolean isAtColon(int start, boolean inFlow) throws Unsure {
    while (peek() == ' ') {
      at++;
    }
    if (peek() != ':' || !(inFlow || isBlank(at + 1))) {
      return false;
    }
    if (at - start > MAX_KEY_CHARS) {
      throw unsure();
    }
    return true;
  }

  /// To the next token; whether that is on another line.
  boolean skip() throws Unsure {
    int before = line;
    while (at < end) {
      char unit = text.charAt(at);
      if (unit == '\n') {
        line++;
        lineStart = at + 1;
      } else if (unit == '#') {
        checkComment();
        int lineEnd = text.indexOf('\n', at);
        at = (lineEnd < 0 ? end : lineEnd) - 1;
      } else if (unit != ' ' && unit != '\r') {
        break;
      }
      at++;
    }
    return line != before;
  }

  private void checkComment() throws Unsure {
    if (at > lineStart && text.charAt(at - 1) != ' ') {
      throw unsure();
    }
  }

  /// To the end of the line, in which nothing but a comment may stand.
  void endLine() throws Unsure {
    while (peek() == ' ') {
      at++;
    }
    if (peek() == '#') {
      checkComment();
    } else if (!isBlank(at)) {
      throw unsure();
    }
  }

  /// A plain or quoted scalar that ends on its line.
  Scalar scalar(boolean inFlow) throws Unsure {
    return switch (peek()) {
      case '"' -> quoted('"', Style.DOUBLE_QUOTED);
      case '\'' -> quoted('\'', Style.SINGLE_QUOTED);
      default -> plain(inFlow);
    };
  }

  private Scalar plain(boolean inFlow) throws Unsure {
    int column = placeColumn();
    int start = at;
    checkFirst(inFlow);
    int last = at;
    while (at < end) {
      char unit = text.charAt(at);
      if (unit == ' ') {
        at++;
        continue;
      }
      boolean isOver =
          unit == '\n'
              || unit == '\r'
              || (unit == '#' && at > last)
              || (unit == ':' && (isBlank(at + 1) || (inFlow && isFlow(text.charAt(at + 1)))))
              || (inFlow && isFlow(unit));
      if (isOver) {
        break;
      }
      at++;
      last = at;
    }
    return new Scalar(piece(start, last), Style.PLAIN, source, line, column);
  }

  private void checkFirst(boolean inFlow) throws Unsure {
    boolean isMarker =
        at == lineStart && (text.startsWith("---", at) || text.startsWith("...", at));
    char first = peek();
    boolean isDash = first == '-' && (isBlank(at + 1) || (inFlow && isFlow(text.charAt(at + 1))));
    if (isMarker || isDash || first == 0 || INDICATORS.indexOf(first) >= 0) {
      throw unsure();
    }
  }

  private static boolean isFlow(char unit) {
    return unit == ',' || unit == '[' || unit == ']' || unit == '{' || unit == '}';
  }

  /// A value that is not there.
  Scalar absent(int atLine, int atColumn) {
    return new Scalar("", Style.PLAIN, source, atLine, atColumn);
  }

  /// The same text is the same object as often as possible.
  private String piece(int from, int to) {
    int length = to - from;
    if (length == 0 || length > MAX_KNOWN_CHARS) {
      return text.substring(from, to);
    }
    int hash = (text.charAt(from) * 31 + text.charAt(to - 1)) * 31 + length;
    int slot = (hash * 31 + text.charAt(from + length / 2)) & (KNOWN - 1);
    String before = known[slot];
    if (before != null && before.length() == length && text.startsWith(before, from)) {
      return before;
    }
    String piece = text.substring(from, to);
    known[slot] = piece;
    return piece;
  }

  private Scalar quoted(char quote, Style style) throws Unsure {
    int column = placeColumn();
    at++;
    int from = at;
    @Nullable StringBuilder before = null;
    while (true) {
      char unit = peek();
      if (unit == 0 || unit == '\n' || unit == '\r') {
        throw unsure();
      }
      boolean isEscape = quote == '"' ? unit == '\\' : isPair();
      if (isEscape) {
        before = before == null ? new StringBuilder() : before;
        before.append(text, from, at).append(quote == '"' ? escaped() : quote);
        at += 2;
        from = at;
      } else if (unit == quote) {
        break;
      } else {
        at++;
      }
    }
    String value = before == null ? piece(from, at) : before.append(text, from, at).toString();
    at++;
    return new Scalar(value, style, source, line, column);
  }

  /// Two single quotes stand for one.
  private boolean isPair() {
    return peek() == '\'' && at + 1 < end && text.charAt(at + 1) == '\'';
  }

  /// What a backslash and the unit after it stand for.
  private char escaped() throws Unsure {
    char unit = at + 1 < end ? text.charAt(at + 1) : 0;
    return switch (unit) {
      case '"', '\\', '/' -> unit;
      case 'n' -> '\n';
      case 't' -> '\t';
      default -> throw unsure();
    };
  }

  /// A literal or folded block in the collection that begins in the column `indent`.
  Scalar block(int indent) throws Unsure {
    int keyLine = line;
    int keyColumn = placeColumn();
    Style style = peek() == '|' ? Style.LITERAL : Style.FOLDED;
    at++;
    boolean strips = peek() == '-';
    if (strips) {
      at++;
    }
    while (peek() == ' ' || peek() == '\r') {
      at++;
    }
    if (peek() != '\n') {
      throw unsure();
    }
    at++;
    startLine();
    int column = spaces();
    if (column <= indent || column == 0 || isBlank(at + column)) {
      throw unsure();
    }
    return new Scalar(lines(column, style, strips), style, source, keyLine, keyColumn);
  }

  private String lines(int column, Style style, boolean strips) throws Unsure {
    StringBuilder value = new StringBuilder();
    // Those after the last line that has text.
    int lineFeeds = 0;
    boolean wasIndented = false;
    while (at < end) {
      int spaces = spaces();
      int lineEnd = text.indexOf('\n', at);
      if (lineEnd < 0) {
        throw unsure();
      }
      int textEnd = lineEnd > at && text.charAt(lineEnd - 1) == '\r' ? lineEnd - 1 : lineEnd;
      boolean isEmpty = at + spaces == textEnd && spaces <= column;
      if (!isEmpty && spaces < column) {
        break;
      }
      if (isEmpty) {
        lineFeeds++;
      } else {
        boolean isIndented = spaces > column;
        // One line feed between two lines that are not indented is a space, and of more one is
        // none.
        boolean folds = style == Style.FOLDED && lineFeeds > 0 && !isIndented && !wasIndented;
        if (folds && lineFeeds == 1) {
          value.append(' ');
        } else {
          value.repeat('\n', folds ? lineFeeds - 1 : lineFeeds);
        }
        wasIndented = isIndented;
        value.append(text, at + column, textEnd);
        lineFeeds = 1;
      }
      at = lineEnd + 1;
      startLine();
    }
    return strips ? value.toString() : value.append('\n').toString();
  }

  private void startLine() {
    line++;
    lineStart = at;
  }

  /// How many there are from here.
  private int spaces() {
    int from = at;
    while (from < end && text.charAt(from) == ' ') {
      from++;
    }
    return from - at;
  }
}
