package dev.clew.languagesih.template;

import dev.clew.core.Nearest;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.Reference.Random.Argument;
import dev.clew.languagesih.template.Reference.Random.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads one token from the characters behind its `{{`, by recursive descent:
///
/// ```
/// whole    = token [("==" / "!=") token]
/// token    = "coalesce" "(" token *("," token) ")"
///          / "rand" sep name "(" [argument *("," argument)] ")"
///          / "stage" sep "json" "(" segments ")" *(sep segment)
///          / segments
/// segments = segment *(sep segment)
/// segment  = name ["?"]
/// argument = token / "text" / 'text' / bare       ; bare text has no "," ")" or "{"
/// sep      = "." / ":"
/// ```
///
/// A name has no `. : ? { } ( ) [ ] , | ' "`. Space around names does not count; a line break
/// inside of a name is one space.
public final class TokenReader {
  private static final int MAX_DEPTH = 20;
  private static final int USUAL_SEGMENTS = 4;
  private static final List<String> ROOTS =
      List.of(
          "input",
          "global",
          "context",
          "env",
          "system",
          "stage",
          "endpoint",
          "workflow",
          "var",
          "response",
          "coalesce",
          "rand");
  private static final Set<String> ROOT_WORDS = Set.copyOf(ROOTS);

  private final String text;
  private final int open;
  private int at;

  /// How many `coalesce` are open: what may be missing in one needs no `?`.
  private int choosing;

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
    Token token = compared(token(0));
    if (at >= text.length()) {
      throw TemplateParser.unclosed(open);
    }
    if (!text.startsWith("}}", at)) {
      throw unexpected();
    }
    at += 2;
    return token;
  }

  /// The token, or its comparison with the one behind an operator.
  private Token compared(Token left) throws SyntaxError {
    if (!isOperator()) {
      return left;
    }
    boolean negated = text.charAt(at) == '!';
    at += 2;
    skipSpace();
    if (!startsAsToken()) {
      throw text.indexOf("}}", at) < 0
          ? TemplateParser.unclosed(open)
          : new SyntaxError(
              SihRule.TEMPLATE_SYNTAX, at, "a token is expected behind the operator", null);
    }
    Token right = token(0);
    int start = left.written().offset();
    return new Token.Comparison(left, negated, right, new Written(written(start), start));
  }

  private boolean isOperator() {
    char unit = at < text.length() ? text.charAt(at) : '\0';
    return (unit == '=' || unit == '!') && text.startsWith("=", at + 1);
  }

  private Token token(int depth) throws SyntaxError {
    skipSpace();
    int start = at;
    Segment root = segment('\0');
    String word = root.name().toLowerCase(Locale.ROOT);
    if (word.equals("coalesce")) {
      return coalesce(start, depth);
    }
    if (!ROOT_WORDS.contains(word)) {
      throw unknownRoot(root, start);
    }
    List<Segment> segments = segments();
    if (isAt('(') && segments.size() == 1) {
      Segment function = segments.getFirst();
      if (word.equals("rand")) {
        return random(function, start, depth);
      }
      if (word.equals("stage") && function.is("json")) {
        return stageJson(start);
      }
    }
    return shape(word, segments, start).reference();
  }

  /// What follows a separator, as often as there is one.
  private List<Segment> segments() throws SyntaxError {
    List<Segment> segments = new ArrayList<>(USUAL_SEGMENTS);
    while (isAt('.') || isAt(':')) {
      char separator = text.charAt(at++);
      segments.add(segment(separator));
    }
    return segments;
  }

  private Token stageJson(int start) throws SyntaxError {
    at++;
    List<Segment> inner = new ArrayList<>(List.of(segment(':')));
    inner.addAll(segments());
    close();
    List<Segment> outer = segments();
    ReferenceShape shape = shape("stage", inner, start);
    return new Reference.StageJson(
        shape.jsonOutput(), ReferenceShape.path(outer, 0), shape.written());
  }

  private ReferenceShape shape(String word, List<Segment> segments, int start) {
    return new ReferenceShape(word, segments, choosing > 0, new Written(written(start), start));
  }

  private Token random(Segment function, int start, int depth) throws SyntaxError {
    checkDepth(depth, start);
    Draw draw = RandomArguments.draw(function.name());
    if (draw == null) {
      throw new SyntaxError(
          SihRule.TEMPLATE_SYNTAX,
          function.offset(),
          "rand cannot draw '" + function.name() + "'",
          Nearest.to(function.name(), RandomArguments.words()));
    }
    List<Argument> arguments = new ArrayList<>();
    do {
      at++;
      skipSpace();
      if (isAt(')') && arguments.isEmpty()) {
        break;
      }
      int from = at;
      if (arguments.size() == RandomArguments.max(draw)) {
        throw new SyntaxError(
            SihRule.TEMPLATE_ARGUMENT,
            from,
            "too many arguments; write " + RandomArguments.form(draw),
            null);
      }
      Argument argument = argument(depth);
      if (argument instanceof Argument.Literal literal) {
        check(draw, arguments.size(), literal.text(), from);
      }
      arguments.add(argument);
    } while (isAt(','));
    close();
    return new Reference.Random(draw, arguments, new Written(written(start), start));
  }

  private void check(Draw draw, int index, String literal, int from) throws SyntaxError {
    RandomArguments.Fault fault = RandomArguments.fault(draw, index, literal);
    if (fault != null) {
      boolean quoted = text.charAt(from) == '"' || text.charAt(from) == '\'';
      throw new SyntaxError(
          SihRule.TEMPLATE_ARGUMENT,
          from + (quoted ? 1 : 0) + fault.offset(),
          "'" + literal + "' " + fault.what(),
          fault.suggestion());
    }
  }

  private Argument argument(int depth) throws SyntaxError {
    if (isAt('\'') || isAt('"')) {
      String literal = quoted();
      skipSpace();
      return new Argument.Literal(literal);
    }
    if (startsAsToken()) {
      return new Argument.Of(token(depth + 1));
    }
    int from = at;
    while (at < text.length() && !isAt(',') && !isAt(')') && !isAt('{') && !isAt('}')) {
      at++;
    }
    String bare = text.substring(from, at).strip();
    if (bare.isEmpty()) {
      throw at >= text.length() ? TemplateParser.unclosed(open) : emptyArgument(from);
    }
    return new Argument.Literal(bare);
  }

  private static SyntaxError emptyArgument(int offset) {
    return new SyntaxError(SihRule.TEMPLATE_SYNTAX, offset, "an argument is expected here", null);
  }

  /// Text in quotes; a backslash takes a quote as it is, and stays in front of everything else, as
  /// formats have backslashes of their own.
  private String quoted() throws SyntaxError {
    int start = at;
    char quote = text.charAt(at++);
    StringBuilder out = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      boolean escape =
          text.charAt(at) == '\\'
              && at + 1 < text.length()
              && (text.charAt(at + 1) == '\'' || text.charAt(at + 1) == '"');
      at += escape ? 1 : 0;
      out.append(text.charAt(at++));
    }
    if (at >= text.length()) {
      throw new SyntaxError(SihRule.TEMPLATE_SYNTAX, start, "the quote is not closed", null);
    }
    at++;
    return out.toString();
  }

  /// Whether a root and what must follow it are next; anything else is bare text, such as
  /// `08:00:00`.
  private boolean startsAsToken() {
    int end = at;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    String word = text.substring(at, end).toLowerCase(Locale.ROOT);
    while (end < text.length() && isSpace(text.charAt(end))) {
      end++;
    }
    char next = end < text.length() ? text.charAt(end) : '\0';
    return ROOT_WORDS.contains(word)
        && (word.equals("coalesce") ? next == '(' : next == '.' || next == ':');
  }

  private void close() throws SyntaxError {
    if (!isAt(')')) {
      throw unexpected();
    }
    at++;
    skipSpace();
  }

  private boolean isAt(char unit) {
    return at < text.length() && text.charAt(at) == unit;
  }

  private static void checkDepth(int depth, int start) throws SyntaxError {
    if (depth >= MAX_DEPTH) {
      throw new SyntaxError(
          SihRule.TEMPLATE_SYNTAX, start, "nested deeper than " + MAX_DEPTH + " levels", null);
    }
  }

  private Token coalesce(int start, int depth) throws SyntaxError {
    checkDepth(depth, start);
    if (!isAt('(')) {
      throw new SyntaxError(SihRule.TEMPLATE_SYNTAX, start, "write coalesce(token, token)", null);
    }
    List<Token> choices = new ArrayList<>();
    choosing++;
    do {
      at++;
      choices.add(token(depth + 1));
    } while (isAt(','));
    choosing--;
    close();
    return new Token.Coalesce(choices, new Written(written(start), start));
  }

  /// A name, its `?` and the space around both.
  private Segment segment(char separator) throws SyntaxError {
    skipSpace();
    int start = at;
    boolean onOneLine = true;
    while (at < text.length() && isNameChar(text.charAt(at)) && !isOperator()) {
      onOneLine &= text.charAt(at) != '\n' && text.charAt(at) != '\r';
      at++;
    }
    String name = onOneLine ? text.substring(start, at) : joined(start, at);
    boolean optional = at < text.length() && text.charAt(at) == '?';
    if (optional) {
      at++;
      skipSpace();
    }
    String stripped = name.strip();
    if (stripped.isEmpty()) {
      throw at >= text.length()
          ? TemplateParser.unclosed(open)
          : isEnd() ? emptyName(start) : unexpected();
    }
    return new Segment(separator, stripped, optional, start);
  }

  /// Space with a line break in it is one space.
  private String joined(int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int index = from; index < to; ) {
      int end = index;
      while (end < to && isSpace(text.charAt(end))) {
        end++;
      }
      if (end == index) {
        out.append(text.charAt(index++));
      } else {
        out.append(hasLineBreak(index, end) ? " " : text.substring(index, end));
        index = end;
      }
    }
    return out.toString();
  }

  private static SyntaxError emptyName(int offset) {
    return new SyntaxError(SihRule.TEMPLATE_SYNTAX, offset, "a name is expected here", null);
  }

  private boolean isEnd() {
    char unit = text.charAt(at);
    return unit == '}' || unit == '.' || unit == ':' || unit == ',' || unit == ')';
  }

  private static SyntaxError unknownRoot(Segment root, int start) {
    return new SyntaxError(
        SihRule.TEMPLATE_UNKNOWN_ROOT,
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
        SihRule.TEMPLATE_SYNTAX, at, "unexpected '" + unit + "' in a token" + hint, null);
  }

  private String written(int start) {
    int end = at;
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private void skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  /// As the Java library says, which is asked only where the answer is not plain.
  private static boolean isSpace(char unit) {
    return (unit <= ' ' || unit > '~') && Character.isWhitespace(unit);
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
