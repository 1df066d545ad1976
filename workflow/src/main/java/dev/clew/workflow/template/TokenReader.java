package dev.clew.workflow.template;

import dev.clew.workflow.source.Nearest;
import dev.clew.workflow.source.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads one token from the characters behind its `{{`, by recursive descent:
///
/// ```
/// token    = "coalesce" "(" token *("," token) ")" / segment *(("." / ":") segment)
/// segment  = name ["?"]
/// ```
///
/// A name has no `. : ? { } ( ) [ ] , | ' "`. Space around names does not count; a line break
/// inside of a name is one space.
public final class TokenReader {
  private static final int MAX_DEPTH = 20;
  private static final List<String> ROOTS =
      List.of("input", "env", "stage", "endpoint", "response", "coalesce");
  private static final List<String> LATER_ROOTS =
      List.of("var", "global", "context", "system", "rand", "workflow");

  private final String text;
  private final int open;
  private int at;

  /// @param at the offset behind `{{`
  public TokenReader(String text, int at) {
    this.text = text;
    this.open = at - 2;
    this.at = at;
  }

  /// The offset behind what was read.
  public int at() {
    return at;
  }

  /// The token, and the `}}` behind it.
  public Token tokenAndClose() throws SyntaxError {
    Token token = token(0);
    if (at >= text.length()) {
      throw TemplateParser.unclosed(open);
    }
    if (!text.startsWith("}}", at)) {
      throw unexpected();
    }
    at += 2;
    return token;
  }

  private Token token(int depth) throws SyntaxError {
    skipSpace();
    int start = at;
    Segment root = segment('\0');
    String word = root.name().toLowerCase(Locale.ROOT);
    if (LATER_ROOTS.contains(word)) {
      throw new SyntaxError(
          Rule.TEMPLATE_NOT_SUPPORTED_YET,
          start,
          "token root '" + word + "' is not supported yet",
          null);
    }
    if (word.equals("coalesce")) {
      return coalesce(start, depth);
    }
    if (!ROOTS.contains(word)) {
      throw unknownRoot(root, start);
    }
    List<Segment> segments = new ArrayList<>();
    while (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ':')) {
      char separator = text.charAt(at++);
      segments.add(segment(separator));
    }
    if (at < text.length() && text.charAt(at) == '(') {
      refuseJsonFunction(segments);
    }
    Written written = new Written(written(start), start);
    return new ReferenceShape(word, segments, written).reference();
  }

  private static void refuseJsonFunction(List<Segment> segments) throws SyntaxError {
    if (!segments.isEmpty() && segments.getLast().is("json")) {
      throw new SyntaxError(
          Rule.TEMPLATE_NOT_SUPPORTED_YET,
          segments.getLast().offset(),
          "stage:json(…) is not supported yet",
          null);
    }
  }

  private Token coalesce(int start, int depth) throws SyntaxError {
    if (depth >= MAX_DEPTH) {
      throw new SyntaxError(
          Rule.TEMPLATE_SYNTAX, start, "nested deeper than " + MAX_DEPTH + " levels", null);
    }
    if (at >= text.length() || text.charAt(at) != '(') {
      throw new SyntaxError(Rule.TEMPLATE_SYNTAX, start, "write coalesce(token, token)", null);
    }
    List<Token> choices = new ArrayList<>();
    do {
      at++;
      choices.add(token(depth + 1));
    } while (at < text.length() && text.charAt(at) == ',');
    if (at >= text.length() || text.charAt(at) != ')') {
      throw unexpected();
    }
    at++;
    Written written = new Written(written(start), start);
    skipSpace();
    return new Token.Coalesce(choices, written);
  }

  /// A name, its `?` and the space around both.
  private Segment segment(char separator) throws SyntaxError {
    skipSpace();
    int start = at;
    StringBuilder name = new StringBuilder();
    while (at < text.length() && isNameChar(text.charAt(at))) {
      if (Character.isWhitespace(text.charAt(at))) {
        int from = at;
        skipSpace();
        name.append(hasLineBreak(from, at) ? " " : text.substring(from, at));
      } else {
        name.append(text.charAt(at++));
      }
    }
    boolean optional = at < text.length() && text.charAt(at) == '?';
    if (optional) {
      at++;
      skipSpace();
    }
    String stripped = name.toString().strip();
    if (stripped.isEmpty()) {
      throw at >= text.length()
          ? TemplateParser.unclosed(open)
          : isEnd() ? emptyName(start) : unexpected();
    }
    return new Segment(separator, stripped, optional, start);
  }

  private static SyntaxError emptyName(int offset) {
    return new SyntaxError(Rule.TEMPLATE_SYNTAX, offset, "a name is expected here", null);
  }

  private boolean isEnd() {
    char unit = text.charAt(at);
    return unit == '}' || unit == '.' || unit == ':' || unit == ',' || unit == ')';
  }

  private static SyntaxError unknownRoot(Segment root, int start) {
    return new SyntaxError(
        Rule.TEMPLATE_UNKNOWN_ROOT,
        start,
        "unknown token root '" + root.name() + "'",
        Nearest.to(root.name(), ROOTS));
  }

  private SyntaxError unexpected() {
    if (at >= text.length()) {
      return TemplateParser.unclosed(open);
    }
    char unit = text.charAt(at);
    String hint =
        switch (unit) {
          case '[', ']' -> "; write .0 for the first item";
          case '|' -> "; there are no filters";
          default -> "";
        };
    return new SyntaxError(
        Rule.TEMPLATE_SYNTAX, at, "unexpected '" + unit + "' in a token" + hint, null);
  }

  private String written(int start) {
    int end = at;
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean hasLineBreak(int from, int to) {
    for (int index = from; index < to; index++) {
      if (text.charAt(index) == '\n' || text.charAt(index) == '\r') {
        return true;
      }
    }
    return false;
  }

  private static boolean isNameChar(char unit) {
    return switch (unit) {
      case '.', ':', '?', '{', '}', '(', ')', '[', ']', ',', '|', '\'', '"' -> false;
      default -> true;
    };
  }
}
