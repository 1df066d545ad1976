package dev.clew.workflow.expression;

import dev.clew.core.json.Json;
import dev.clew.workflow.expression.Expression.Span;
import dev.clew.workflow.template.JsonPath;
import dev.clew.workflow.template.Reference;
import dev.clew.workflow.template.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Shapes, random trees and their text.
final class TestExpressions {
  private static final Span NOWHERE = new Span(0, 0);
  private static final String[] WORDS = {
    "abc", "in", "not", "it's", "a\"b", "", "{{", "\\", "true", "null", "x y", "12", "||", "("
  };
  private static final String[] NUMBERS = {"0", "-1", "3.10", "1e3", "200", "12345678901234567890"};

  private static final List<Operator> OPERATORS = List.of(Operator.values());
  private static final List<Function> FUNCTIONS = List.of(Function.values());

  private TestExpressions() {}

  /// The tree without places, in prefix form.
  static String shape(Expression node) {
    return switch (node) {
      case Expression.Or or -> prefix("||", or.operands());
      case Expression.And and -> prefix("&&", and.operands());
      case Expression.Not not -> prefix("!", List.of(not.operand()));
      case Expression.Comparison comparison ->
          prefix(comparison.operator().symbol(), List.of(comparison.left(), comparison.right()));
      case Expression.Value value -> value.token().display();
      case Expression.Literal literal -> literal.value().toString();
      case Expression.Items items -> "[" + joined(items.items()) + "]";
      case Expression.Call call -> prefix(call.function().word(), call.arguments());
    };
  }

  private static String prefix(String name, List<Expression> operands) {
    return "(" + name + " " + joined(operands) + ")";
  }

  private static String joined(List<Expression> nodes) {
    return String.join(" ", nodes.stream().map(TestExpressions::shape).toList());
  }

  static Expression random(Random random, int depth) {
    int kind = depth == 0 ? random.nextInt(3) : random.nextInt(8);
    return switch (kind) {
      case 0 -> new Expression.Literal(Json.of(WORDS[random.nextInt(WORDS.length)]), NOWHERE);
      case 1 -> literal(random);
      case 2 ->
          new Expression.Value(
              new Reference.Input(
                  "a" + random.nextInt(3),
                  false,
                  JsonPath.ROOT,
                  new Written("input.a" + random.nextInt(3), 0)),
              NOWHERE);
      case 3 -> new Expression.Or(several(random, depth), NOWHERE);
      case 4 -> new Expression.And(several(random, depth), NOWHERE);
      case 5 -> new Expression.Not(random(random, depth - 1), NOWHERE);
      case 6 ->
          new Expression.Comparison(
              OPERATORS.get(random.nextInt(OPERATORS.size())),
              random(random, depth - 1),
              random(random, depth - 1),
              NOWHERE);
      default ->
          random.nextBoolean()
              ? new Expression.Items(several(random, depth), NOWHERE)
              : new Expression.Call(
                  FUNCTIONS.get(random.nextInt(FUNCTIONS.size())),
                  List.of(random(random, depth - 1)),
                  NOWHERE);
    };
  }

  private static Expression literal(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Expression.Literal(Json.TRUE, NOWHERE);
      case 1 -> new Expression.Literal(Json.FALSE, NOWHERE);
      case 2 -> new Expression.Literal(Json.NULL, NOWHERE);
      default ->
          new Expression.Literal(new Json.Num(NUMBERS[random.nextInt(NUMBERS.length)]), NOWHERE);
    };
  }

  private static List<Expression> several(Random random, int depth) {
    List<Expression> nodes = new ArrayList<>();
    for (int count = 2 + random.nextInt(2); count > 0; count--) {
      nodes.add(random(random, depth - 1));
    }
    return nodes;
  }

  /// The text of a tree, with only the parentheses that it needs and random space. `level` is the
  /// loosest node that may stand bare: 0 or, 1 and, 2 unary, 3 primary.
  static String print(Expression node, int level, Random random) {
    return switch (node) {
      case Expression.Or or -> chain(or.operands(), "||", 0, level, random);
      case Expression.And and -> chain(and.operands(), "&&", 1, level, random);
      case Expression.Not not ->
          bracketed("!" + space(random) + print(not.operand(), 2, random), 2, level, random);
      case Expression.Comparison comparison ->
          bracketed(
              print(comparison.left(), 3, random)
                  + " "
                  + comparison.operator().symbol()
                  + " "
                  + print(comparison.right(), 3, random),
              2,
              level,
              random);
      case Expression.Value value -> "{{" + space(random) + value.token().written().text() + "}}";
      case Expression.Literal literal ->
          literal.value() instanceof Json.Str string
              ? quoted(string.value(), random)
              : literal.value().toString();
      case Expression.Items items -> "[" + list(items.items(), random) + "]";
      case Expression.Call call ->
          call.function().word() + space(random) + "(" + list(call.arguments(), random) + ")";
    };
  }

  private static String chain(
      List<Expression> operands, String symbol, int own, int level, Random random) {
    List<String> parts = new ArrayList<>();
    for (Expression operand : operands) {
      parts.add(print(operand, own + 1, random));
    }
    return bracketed(
        String.join(space(random) + symbol + space(random), parts), own, level, random);
  }

  private static String list(List<Expression> nodes, Random random) {
    List<String> parts = new ArrayList<>();
    for (Expression node : nodes) {
      parts.add(print(node, 0, random));
    }
    return String.join(space(random) + "," + space(random), parts);
  }

  private static String bracketed(String text, int own, int level, Random random) {
    return own >= level ? text : "(" + space(random) + text + space(random) + ")";
  }

  private static String quoted(String text, Random random) {
    String quote = random.nextBoolean() ? "\"" : "'";
    return quote + text.replace("\\", "\\\\").replace(quote, "\\" + quote) + quote;
  }

  private static String space(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> " ";
      case 1 -> "\n ";
      default -> "";
    };
  }
}
