package dev.clew.workflow.template;

import java.util.ArrayList;
import java.util.List;

/// Knows at a glance that a text is JSON, for the JSON that people write. On any doubt it does not
/// know, and the reader of JSON decides, which also knows what is wrong. That reader was a fifth of
/// the time in which a long workflow is read: a process that checks one file has not compiled it.
final class CommonJson {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_NUMBER_CHARS = 15;

  /// They are searched one by one for a name that occurs twice.
  private static final int MAX_MEMBERS = 32;

  private final String text;
  private int at;

  private CommonJson(String text) {
    this.text = text;
  }

  /// Whether the text is certainly one JSON value, without a name that occurs twice in one object.
  static boolean is(String text) {
    CommonJson json = new CommonJson(text);
    return json.value(0) && json.at == text.length();
  }

  /// A value and the space around it.
  private boolean value(int depth) {
    skipSpace();
    boolean known =
        switch (peek()) {
          case '{' -> object(depth + 1);
          case '[' -> array(depth + 1);
          case '"' -> string();
          case 't' -> accept("true");
          case 'f' -> accept("false");
          case 'n' -> accept("null");
          default -> number();
        };
    skipSpace();
    return known;
  }

  private boolean object(int depth) {
    at++;
    skipSpace();
    if (accept("}")) {
      return true;
    }
    List<String> names = new ArrayList<>();
    do {
      skipSpace();
      int start = at;
      if (depth > MAX_DEPTH || !string()) {
        return false;
      }
      String name = text.substring(start, at);
      skipSpace();
      boolean isNew = name.indexOf('\\') < 0 && !names.contains(name);
      if (!isNew || names.size() == MAX_MEMBERS || !accept(":") || !value(depth)) {
        return false;
      }
      names.add(name);
    } while (accept(","));
    return accept("}");
  }

  private boolean array(int depth) {
    at++;
    skipSpace();
    if (accept("]")) {
      return true;
    }
    do {
      if (depth > MAX_DEPTH || !value(depth)) {
        return false;
      }
    } while (accept(","));
    return accept("]");
  }

  private boolean string() {
    if (!accept("\"")) {
      return false;
    }
    while (peek() != '"') {
      char unit = peek();
      if (unit < ' ' || Character.isSurrogate(unit)) {
        return false;
      }
      at++;
      if (unit == '\\') {
        if ("\"\\/bfnrt".indexOf(peek()) < 0) {
          return false;
        }
        at++;
      }
    }
    at++;
    return true;
  }

  private boolean number() {
    int start = at;
    accept("-");
    int first = at;
    boolean known = digits() && (at == first + 1 || text.charAt(first) != '0');
    if (accept(".")) {
      known &= digits();
    }
    return known && at - start <= MAX_NUMBER_CHARS;
  }

  /// At least one.
  private boolean digits() {
    int from = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    return at > from;
  }

  private boolean accept(String expected) {
    if (!text.startsWith(expected, at)) {
      return false;
    }
    at += expected.length();
    return true;
  }

  private void skipSpace() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      at++;
    }
  }

  /// Zero at the end.
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }
}
