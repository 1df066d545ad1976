package dev.clew.workflow.expression;

import dev.clew.core.json.Json;
import dev.clew.workflow.template.Operand;
import dev.clew.workflow.template.Resolved;
import dev.clew.workflow.template.Scope;
import dev.clew.workflow.template.Use;
import java.util.ArrayList;
import java.util.List;

/// Walks a condition and records every step. `||` and `&&` stop as soon as they are decided.
final class Evaluator {
  private final String text;
  private final Scope scope;
  private final String where;

  Evaluator(String text, Scope scope, String where) {
    this.text = text;
    this.scope = scope;
    this.where = where;
  }

  Evaluation evaluate(Expression node) {
    return step(node).evaluation();
  }

  /// What a node came to, and as which kind of value.
  private record Step(Evaluation evaluation, Operand operand) {}

  private Step step(Expression node) {
    return switch (node) {
      case Expression.Or or -> chain(or, or.operands(), true);
      case Expression.And and -> chain(and, and.operands(), false);
      case Expression.Not not -> {
        Step operand = step(not.operand());
        Operand negated = Operand.of(!operand.operand().isTrue());
        yield made(not, List.of(not.operand()), List.of(operand.evaluation()), negated);
      }
      case Expression.Comparison comparison -> comparison(comparison);
      case Expression.Value value -> value(value);
      case Expression.Literal literal ->
          made(literal, List.of(), List.of(), Operand.literal(literal.value()));
      case Expression.Items list -> {
        List<Evaluation> items = evaluations(all(list.items()));
        yield made(list, list.items(), items, Operand.list(new Json.Arr(results(items))));
      }
      case Expression.Call call -> {
        List<Step> arguments = all(call.arguments());
        Operand result =
            Semantics.call(call.function(), arguments.stream().map(Step::operand).toList());
        yield made(call, call.arguments(), evaluations(arguments), result);
      }
    };
  }

  private Step chain(Expression node, List<Expression> operands, boolean decisive) {
    List<Evaluation> steps = new ArrayList<>(operands.size());
    boolean decided = false;
    for (Expression operand : operands) {
      Evaluation step = decided ? skipped(operand) : evaluate(operand);
      decided = decided || step.holds() == decisive;
      steps.add(step);
    }
    return made(node, operands, steps, Operand.of(decided == decisive));
  }

  private Step comparison(Expression.Comparison comparison) {
    Step left = step(comparison.left());
    Step right = step(comparison.right());
    boolean holds = Semantics.compare(comparison.operator(), left.operand(), right.operand());
    return made(
        comparison,
        List.of(comparison.left(), comparison.right()),
        List.of(left.evaluation(), right.evaluation()),
        Operand.of(holds));
  }

  private Step value(Expression.Value node) {
    Resolved resolved = scope.resolveToken(node.token());
    Operand operand = Operand.of(node.token(), resolved);
    String shown =
        resolved instanceof Resolved.Found ? Brief.of(resolved.valueOrNull()) : "missing";
    Use use = new Use(where, node.token().display(), resolved);
    return new Step(
        new Evaluation("token", node.span().of(text), shown, true, operand.value(), use, List.of()),
        operand);
  }

  /// With all that it is made of, so that a reader sees what was not looked at.
  private Evaluation skipped(Expression node) {
    String written = node.span().of(text);
    List<Evaluation> parts = new ArrayList<>();
    for (Expression part : parts(node)) {
      parts.add(skipped(part));
    }
    return new Evaluation(
        kind(node), written, written + " (not evaluated)", false, Json.NULL, null, parts);
  }

  private static List<Expression> parts(Expression node) {
    return switch (node) {
      case Expression.Or or -> or.operands();
      case Expression.And and -> and.operands();
      case Expression.Not not -> List.of(not.operand());
      case Expression.Comparison comparison -> List.of(comparison.left(), comparison.right());
      case Expression.Items list -> list.items();
      case Expression.Call call -> call.arguments();
      case Expression.Value value -> List.of();
      case Expression.Literal literal -> List.of();
    };
  }

  private Step made(
      Expression node, List<Expression> parts, List<Evaluation> steps, Operand result) {
    StringBuilder shown = new StringBuilder();
    int at = node.span().start();
    for (int index = 0; index < parts.size(); index++) {
      Expression.Span span = parts.get(index).span();
      shown.append(text, at, span.start()).append(steps.get(index).shown());
      at = span.end();
    }
    shown.append(text, at, node.span().end());
    return new Step(
        new Evaluation(
            kind(node), node.span().of(text), shown.toString(), true, result.value(), null, steps),
        result);
  }

  private List<Step> all(List<Expression> nodes) {
    List<Step> steps = new ArrayList<>(nodes.size());
    for (Expression node : nodes) {
      steps.add(step(node));
    }
    return steps;
  }

  private static List<Evaluation> evaluations(List<Step> steps) {
    List<Evaluation> evaluations = new ArrayList<>(steps.size());
    for (Step step : steps) {
      evaluations.add(step.evaluation());
    }
    return evaluations;
  }

  private static List<Json> results(List<Evaluation> evaluations) {
    List<Json> results = new ArrayList<>(evaluations.size());
    for (Evaluation evaluation : evaluations) {
      results.add(evaluation.result());
    }
    return results;
  }

  private static String kind(Expression node) {
    return switch (node) {
      case Expression.Or or -> "||";
      case Expression.And and -> "&&";
      case Expression.Not not -> "!";
      case Expression.Comparison comparison -> comparison.operator().symbol();
      case Expression.Value value -> "token";
      case Expression.Literal literal -> "literal";
      case Expression.Items items -> "list";
      case Expression.Call call -> call.function().word();
    };
  }
}
