package dev.clew.languagesih.condition;

import dev.clew.core.Nearest;
import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.languagesih.condition.ConditionNode.Span;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.SyntaxError;
import dev.clew.languagesih.template.TokenReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Text to [ConditionTree], by recursive descent:
///
/// ```
/// or      = and *("||" and)
/// and     = unary *("&&" unary)
/// unary   = "!" unary / compare                ; "!" binds looser than a comparison
/// compare = primary [("==" / "!=" / ">=" / "<=" / ">" / "<" / "in" / "not in") primary]
/// primary = "(" or ")" / "{{" token "}}" / "[" [or *("," or)] "]" / text / number / word / name "(" [or *("," or)] ")"
/// ```
public final class ConditionParser {
  private static final int MAX_DEPTH = 50;

  private final Cursor cursor;
  private final Place place;
  private final Diagnostics diagnostics;
  private int depth;

  private ConditionParser(String text, Place place, Diagnostics diagnostics) {
    this.cursor = new Cursor(text);
    this.place = place;
    this.diagnostics = diagnostics;
  }

  /// Null when the text is not a condition; then a diagnostic says why.
  public static @Nullable ConditionTree parse(String text, Place place, Diagnostics diagnostics) {
    ConditionParser parser = new ConditionParser(text, place, diagnostics);
    try {
      ConditionNode root = parser.or();
      parser.cursor.skipSpace();
      if (!parser.cursor.isAtEnd()) {
        throw parser.cursor.unexpected();
      }
      return new ConditionTree(text, root, place);
    } catch (SyntaxError e) {
      diagnostics.add(e.rule(), place, e.offset(), e.what(), e.suggestion());
      return null;
    }
  }

  private ConditionNode or() throws SyntaxError {
    if (++depth > MAX_DEPTH) {
      throw cursor.error("nested deeper than " + MAX_DEPTH + " levels");
    }
    int start = cursor.next();
    ConditionNode first = and();
    List<ConditionNode> operands = operands(first, "||");
    depth--;
    return operands == null ? first : new ConditionNode.Or(operands, spanFrom(start));
  }

  private ConditionNode and() throws SyntaxError {
    int start = cursor.next();
    ConditionNode first = unary();
    List<ConditionNode> operands = operands(first, "&&");
    return operands == null ? first : new ConditionNode.And(operands, spanFrom(start));
  }

  /// The first operand and those behind operators; null when there is no operator.
  private @Nullable List<ConditionNode> operands(ConditionNode first, String operator)
      throws SyntaxError {
    if (!cursor.accept(operator)) {
      return null;
    }
    List<ConditionNode> operands = new ArrayList<>();
    operands.add(first);
    do {
      operands.add(operator.equals("||") ? and() : unary());
    } while (cursor.accept(operator));
    return operands;
  }

  private ConditionNode unary() throws SyntaxError {
    int start = cursor.next();
    if (!cursor.acceptNot()) {
      return comparison();
    }
    if (++depth > MAX_DEPTH) {
      throw cursor.error("nested deeper than " + MAX_DEPTH + " levels");
    }
    ConditionNode operand = unary();
    depth--;
    return new ConditionNode.Not(operand, spanFrom(start));
  }

  private ConditionNode comparison() throws SyntaxError {
    int start = cursor.next();
    ConditionNode left = primary();
    Operator operator = cursor.operator();
    return operator == null
        ? left
        : new ConditionNode.Comparison(operator, left, primary(), spanFrom(start));
  }

  private ConditionNode primary() throws SyntaxError {
    int start = cursor.next();
    if (cursor.accept("(")) {
      ConditionNode inner = or();
      cursor.expect(")");
      return inner;
    }
    if (cursor.accept("{{")) {
      TokenReader reader = new TokenReader(cursor.text(), cursor.at());
      var token = reader.tokenAndClose();
      cursor.moveTo(reader.at());
      return new ConditionNode.Value(token, spanFrom(start));
    }
    if (cursor.accept("[")) {
      return new ConditionNode.Items(list("]"), spanFrom(start));
    }
    String quoted = cursor.quoted();
    if (quoted != null) {
      warnOfToken(quoted, start);
      return new ConditionNode.Literal(Json.of(quoted), spanFrom(start));
    }
    Json.Num number = cursor.number();
    return number == null ? word(start) : new ConditionNode.Literal(number, spanFrom(start));
  }

  private ConditionNode word(int start) throws SyntaxError {
    String word = cursor.word();
    Span span = spanFrom(start);
    if (cursor.accept("(")) {
      return call(word, start);
    }
    if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
      return new ConditionNode.Literal(Json.of(word.equalsIgnoreCase("true")), span);
    }
    return new ConditionNode.Literal(
        word.equalsIgnoreCase("null") ? Json.NULL : Json.of(word), span);
  }

  private ConditionNode call(String word, int start) throws SyntaxError {
    Function function = Function.of(word);
    if (function == null) {
      throw new SyntaxError(
          SihRule.EXPRESSION_UNKNOWN_FUNCTION,
          start,
          "unknown function '" + word + "'",
          Nearest.to(word, Function.words()));
    }
    List<ConditionNode> arguments = list(")");
    boolean many = function == Function.COALESCE;
    if (many ? arguments.isEmpty() : arguments.size() != 1) {
      throw new SyntaxError(
          SihRule.EXPRESSION_SYNTAX,
          start,
          function.word() + (many ? " needs an argument" : " needs exactly one argument"),
          null);
    }
    return new ConditionNode.Call(function, arguments, spanFrom(start));
  }

  private List<ConditionNode> list(String close) throws SyntaxError {
    List<ConditionNode> items = new ArrayList<>();
    if (cursor.accept(close)) {
      return items;
    }
    do {
      items.add(or());
    } while (cursor.accept(","));
    cursor.expect(close);
    return items;
  }

  private void warnOfToken(String quoted, int start) {
    if (quoted.contains("{{")) {
      diagnostics.add(
          SihRule.EXPRESSION_QUOTED_TOKEN,
          place.file(),
          place.at(start),
          "a token in quotes is plain text here; write it without quotes");
    }
  }

  private Span spanFrom(int start) {
    return new Span(start, cursor.at());
  }
}
