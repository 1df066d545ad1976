package dev.clew.workflow.expression;

import dev.clew.core.Nearest;
import dev.clew.core.json.Json;
import dev.clew.workflow.expression.Expression.Span;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Place;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.template.SyntaxError;
import dev.clew.workflow.template.TokenReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Text to [Condition], by recursive descent:
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
  public static @Nullable Condition parse(String text, Place place, Diagnostics diagnostics) {
    ConditionParser parser = new ConditionParser(text, place, diagnostics);
    try {
      Expression root = parser.or();
      parser.cursor.skipSpace();
      if (!parser.cursor.isAtEnd()) {
        throw parser.cursor.unexpected();
      }
      return new Condition(text, root, place);
    } catch (SyntaxError e) {
      diagnostics.add(e.rule(), place, e.offset(), e.what(), e.suggestion());
      return null;
    }
  }

  private Expression or() throws SyntaxError {
    if (++depth > MAX_DEPTH) {
      throw cursor.error("nested deeper than " + MAX_DEPTH + " levels");
    }
    int start = cursor.next();
    Expression first = and();
    List<Expression> operands = operands(first, "||");
    depth--;
    return operands == null ? first : new Expression.Or(operands, spanFrom(start));
  }

  private Expression and() throws SyntaxError {
    int start = cursor.next();
    Expression first = unary();
    List<Expression> operands = operands(first, "&&");
    return operands == null ? first : new Expression.And(operands, spanFrom(start));
  }

  /// The first operand and those behind operators; null when there is no operator.
  private @Nullable List<Expression> operands(Expression first, String operator)
      throws SyntaxError {
    if (!cursor.accept(operator)) {
      return null;
    }
    List<Expression> operands = new ArrayList<>();
    operands.add(first);
    do {
      operands.add(operator.equals("||") ? and() : unary());
    } while (cursor.accept(operator));
    return operands;
  }

  private Expression unary() throws SyntaxError {
    int start = cursor.next();
    if (!cursor.acceptNot()) {
      return comparison();
    }
    if (++depth > MAX_DEPTH) {
      throw cursor.error("nested deeper than " + MAX_DEPTH + " levels");
    }
    Expression operand = unary();
    depth--;
    return new Expression.Not(operand, spanFrom(start));
  }

  private Expression comparison() throws SyntaxError {
    int start = cursor.next();
    Expression left = primary();
    Operator operator = cursor.operator();
    return operator == null
        ? left
        : new Expression.Comparison(operator, left, primary(), spanFrom(start));
  }

  private Expression primary() throws SyntaxError {
    int start = cursor.next();
    if (cursor.accept("(")) {
      Expression inner = or();
      cursor.expect(")");
      return inner;
    }
    if (cursor.accept("{{")) {
      TokenReader reader = new TokenReader(cursor.text(), cursor.at());
      var token = reader.tokenAndClose();
      cursor.moveTo(reader.at());
      return new Expression.Value(token, spanFrom(start));
    }
    if (cursor.accept("[")) {
      return new Expression.Items(list("]"), spanFrom(start));
    }
    String quoted = cursor.quoted();
    if (quoted != null) {
      warnOfToken(quoted, start);
      return new Expression.Literal(Json.of(quoted), spanFrom(start));
    }
    Json.Num number = cursor.number();
    return number == null ? word(start) : new Expression.Literal(number, spanFrom(start));
  }

  private Expression word(int start) throws SyntaxError {
    String word = cursor.word();
    Span span = spanFrom(start);
    if (cursor.accept("(")) {
      return call(word, start);
    }
    if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
      return new Expression.Literal(Json.of(word.equalsIgnoreCase("true")), span);
    }
    return new Expression.Literal(word.equalsIgnoreCase("null") ? Json.NULL : Json.of(word), span);
  }

  private Expression call(String word, int start) throws SyntaxError {
    Function function = Function.of(word);
    if (function == null) {
      throw new SyntaxError(
          Rule.EXPRESSION_UNKNOWN_FUNCTION,
          start,
          "unknown function '" + word + "'",
          Nearest.to(word, Function.words()));
    }
    List<Expression> arguments = list(")");
    boolean many = function == Function.COALESCE;
    if (many ? arguments.isEmpty() : arguments.size() != 1) {
      throw new SyntaxError(
          Rule.EXPRESSION_SYNTAX,
          start,
          function.word() + (many ? " needs an argument" : " needs exactly one argument"),
          null);
    }
    return new Expression.Call(function, arguments, spanFrom(start));
  }

  private List<Expression> list(String close) throws SyntaxError {
    List<Expression> items = new ArrayList<>();
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
          Rule.EXPRESSION_QUOTED_TOKEN,
          place.file(),
          place.at(start),
          "a token in quotes is plain text here; write it without quotes");
    }
  }

  private Span spanFrom(int start) {
    return new Span(start, cursor.at());
  }
}
