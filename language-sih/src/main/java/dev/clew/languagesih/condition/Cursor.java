package dev.clew.languagesih.condition;

import dev.clew.core.json.Json;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.SyntaxError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The characters of a condition, read from left to right. What accepts something skips the space
/// in front of it and stands directly behind it.
final class Cursor {
  /// The longer before the shorter that it starts with.
  private static final List<Operator> SYMBOLS =
      List.of(
          Operator.EQUAL,
          Operator.NOT_EQUAL,
          Operator.GREATER_OR_EQUAL,
          Operator.LESS_OR_EQUAL,
          Operator.GREATER,
          Operator.LESS);

  private final String text;
  private int at;

  Cursor(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  int at() {
    return at;
  }

  void moveTo(int offset) {
    at = offset;
  }

  boolean isAtEnd() {
    return at >= text.length();
  }

  /// Where the next thing starts.
  int next() {
    skipSpace();
    return at;
  }

  void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /// Looks behind space without moving when the symbol is not there, so that spans end where their
  /// text ends.
  boolean accept(String symbol) {
    int from = peek();
    if (!text.startsWith(symbol, from)) {
      return false;
    }
    at = from + symbol.length();
    return true;
  }

  /// `!`, but not the start of `!=`.
  boolean acceptNot() {
    return !text.startsWith("!=", peek()) && accept("!");
  }

  void expect(String symbol) throws SyntaxError {
    if (!accept(symbol)) {
      skipSpace();
      throw error("'" + symbol + "' is expected " + (isAtEnd() ? "" : "before ") + here());
    }
  }

  @Nullable Operator operator() throws SyntaxError {
    int from = peek();
    if (from < text.length() && "=!<>".indexOf(text.charAt(from)) >= 0) {
      for (Operator operator : SYMBOLS) {
        if (accept(operator.symbol())) {
          return operator;
        }
      }
    }
    if (acceptWord("in")) {
      return Operator.IN;
    }
    if (acceptWord("not")) {
      if (!acceptWord("in")) {
        throw error("'in' is expected behind 'not'");
      }
      return Operator.NOT_IN;
    }
    return null;
  }

  private boolean acceptWord(String word) {
    int from = peek();
    int end = from + word.length();
    if (!text.regionMatches(true, from, word, 0, word.length())
        || (end < text.length() && isWordChar(text.charAt(end)))) {
      return false;
    }
    at = end;
    return true;
  }

  /// Text in single or double quotes; a backslash takes the next character as it is. Null when no
  /// quote is next.
  @Nullable String quoted() throws SyntaxError {
    int start = next();
    if (isAtEnd() || (text.charAt(at) != '"' && text.charAt(at) != '\'')) {
      return null;
    }
    char quote = text.charAt(at++);
    StringBuilder out = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      out.append(text.charAt(at++));
    }
    if (isAtEnd()) {
      at = start;
      throw error("the quote is not closed");
    }
    at++;
    return out.toString();
  }

  Json.@Nullable Num number() throws SyntaxError {
    int start = next();
    if (isAtEnd() || !(isDigit(text.charAt(at)) || text.charAt(at) == '-')) {
      return null;
    }
    int end = start + 1;
    while (end < text.length() && isNumberChar(text, end)) {
      end++;
    }
    String written = text.substring(start, end);
    String number = Json.isNumber(written) ? written : asJson(written);
    if (number == null) {
      throw error("'" + written + "' is not a number; put quotes around text");
    }
    at = end;
    return new Json.Num(number);
  }

  /// `5.`, `-.5` and `007` are numbers where one is written; null when it is none.
  private static @Nullable String asJson(String written) {
    String sign = written.startsWith("-") ? "-" : "";
    String digits = written.substring(sign.length());
    int from = 0;
    while (from + 1 < digits.length()
        && digits.charAt(from) == '0'
        && isDigit(digits.charAt(from + 1))) {
      from++;
    }
    String whole = digits.startsWith(".") ? "0" + digits : digits.substring(from);
    String number = sign + (whole.endsWith(".") ? whole.substring(0, whole.length() - 1) : whole);
    return digits.equals(".") || !Json.isNumber(number) ? null : number;
  }

  private static boolean isNumberChar(String text, int at) {
    char unit = text.charAt(at);
    char before = text.charAt(at - 1);
    return isWordChar(unit) || (unit == '+' && (before == 'e' || before == 'E'));
  }

  String word() throws SyntaxError {
    int start = next();
    if (isAtEnd() || !isWordStart(text.charAt(at))) {
      throw unexpected();
    }
    while (at < text.length() && (isWordChar(text.charAt(at)) || text.charAt(at) == ':')) {
      at++;
    }
    return text.substring(start, at);
  }

  SyntaxError unexpected() {
    String hint = "";
    if (!isAtEnd()) {
      hint =
          switch (text.charAt(at)) {
            case '=' -> "; write '==' to compare";
            case '&' -> "; write '&&'";
            case '|' -> "; write '||'";
            case '!' -> "; put '!' and what follows in parentheses";
            default -> "";
          };
    }
    return error((isAtEnd() ? "a value is expected " : "unexpected ") + here() + hint);
  }

  SyntaxError error(String what) {
    return new SyntaxError(SihRule.EXPRESSION_SYNTAX, Math.min(at, text.length()), what, null);
  }

  private String here() {
    return isAtEnd() ? "at the end" : "'" + Character.toString(text.codePointAt(at)) + "'";
  }

  private int peek() {
    int from = at;
    while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    return from;
  }

  private static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  private static boolean isWordStart(char unit) {
    return unit == '_' || Character.isLetter(unit);
  }

  private static boolean isWordChar(char unit) {
    return isWordStart(unit) || isDigit(unit) || unit == '-' || unit == '.';
  }
}
