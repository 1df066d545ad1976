package dev.clew.languagesih.condition;

import dev.clew.core.json.Json;
import dev.clew.languagesih.condition.ConditionNode.Span;
import dev.clew.languagesih.template.JsonPath;
import dev.clew.languagesih.template.Reference;
import dev.clew.languagesih.template.Written;
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
  static String shape(ConditionNode node) {
    return switch (node) {
      case ConditionNode.Or or -> prefix("||", or.operands());
      case ConditionNode.And and -> prefix("&&", and.operands());
      case ConditionNode.Not not -> prefix("!", List.of(not.operand()));
      case ConditionNode.Comparison comparison ->
          prefix(comparison.operator().symbol(), List.of(comparison.left(), comparison.right()));
      case ConditionNode.Value value -> value.token().display();
      case ConditionNode.Literal literal -> literal.value().toString();
      case ConditionNode.Items items -> "[" + joined(items.items()) + "]";
      case ConditionNode.Call call -> prefix(call.function().word(), call.arguments());
    };
  }

  private static String prefix(String name, List<ConditionNode> operands) {
    return "(" + name + " " + joined(operands) + ")";
  }

  private static String joined(List<ConditionNode> nodes) {
    return String.join(" ", nodes.stream().map(TestExpressions::shape).toList());
  }

  static ConditionNode random(Random random, int depth) {
    int kind = depth == 0 ? random.nextInt(3) : random.nextInt(8);
    return switch (kind) {
      case 0 -> new ConditionNode.Literal(Json.of(WORDS[random.nextInt(WORDS.length)]), NOWHERE);
      case 1 -> literal(random);
      case 2 ->
          new ConditionNode.Value(
              new Reference.Input(
                  "a" + random.nextInt(3),
                  false,
                  JsonPath.ROOT,
                  new Written("input.a" + random.nextInt(3), 0)),
              NOWHERE);
      case 3 -> new ConditionNode.Or(several(random, depth), NOWHERE);
      case 4 -> new ConditionNode.And(several(random, depth), NOWHERE);
      case 5 -> new ConditionNode.Not(random(random, depth - 1), NOWHERE);
      case 6 ->
          new ConditionNode.Comparison(
              OPERATORS.get(random.nextInt(OPERATORS.size())),
              random(random, depth - 1),
              random(random, depth - 1),
              NOWHERE);
      default ->
          random.nextBoolean()
              ? new ConditionNode.Items(several(random, depth), NOWHERE)
              : new ConditionNode.Call(
                  FUNCTIONS.get(random.nextInt(FUNCTIONS.size())),
                  List.of(random(random, depth - 1)),
                  NOWHERE);
    };
  }

  private static ConditionNode literal(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new ConditionNode.Literal(Json.TRUE, NOWHERE);
      case 1 -> new ConditionNode.Literal(Json.FALSE, NOWHERE);
      case 2 -> new ConditionNode.Literal(Json.NULL, NOWHERE);
      default ->
          new ConditionNode.Literal(new Json.Num(NUMBERS[random.nextInt(NUMBERS.length)]), NOWHERE);
    };
  }

  private static List<ConditionNode> several(Random random, int depth) {
    List<ConditionNode> nodes = new ArrayList<>();
    for (int count = 2 + random.nextInt(2); count > 0; count--) {
      nodes.add(random(random, depth - 1));
    }
    return nodes;
  }

  /// The text of a tree, with only the parentheses that it needs and random space. `level` is the
  /// loosest node that may stand bare: 0 or, 1 and, 2 unary, 3 primary.
  static String print(ConditionNode node, int level, Random random) {
    return switch (node) {
      case ConditionNode.Or or -> chain(or.operands(), "||", 0, level, random);
      case ConditionNode.And and -> chain(and.operands(), "&&", 1, level, random);
      case ConditionNode.Not not ->
          bracketed("!" + space(random) + print(not.operand(), 2, random), 2, level, random);
      case ConditionNode.Comparison comparison ->
          bracketed(
              print(comparison.left(), 3, random)
                  + " "
                  + comparison.operator().symbol()
                  + " "
                  + print(comparison.right(), 3, random),
              2,
              level,
              random);
      case ConditionNode.Value value ->
          "{{" + space(random) + value.token().written().text() + "}}";
      case ConditionNode.Literal literal ->
          literal.value() instanceof Json.Str string
              ? quoted(string.value(), random)
              : literal.value().toString();
      case ConditionNode.Items items -> "[" + list(items.items(), random) + "]";
      case ConditionNode.Call call ->
          call.function().word() + space(random) + "(" + list(call.arguments(), random) + ")";
    };
  }

  private static String chain(
      List<ConditionNode> operands, String symbol, int own, int level, Random random) {
    List<String> parts = new ArrayList<>();
    for (ConditionNode operand : operands) {
      parts.add(print(operand, own + 1, random));
    }
    return bracketed(
        String.join(space(random) + symbol + space(random), parts), own, level, random);
  }

  private static String list(List<ConditionNode> nodes, Random random) {
    List<String> parts = new ArrayList<>();
    for (ConditionNode node : nodes) {
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
