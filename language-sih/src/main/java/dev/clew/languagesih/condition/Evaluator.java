package dev.clew.languagesih.condition;

import dev.clew.core.json.Json;
import dev.clew.languagesih.template.Operand;
import dev.clew.languagesih.template.Scope;
import dev.clew.plan.evidence.Evaluation;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.Use;
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

  Evaluation evaluate(ConditionNode node) {
    return step(node).evaluation();
  }

  /// What a node came to, and as which kind of value.
  private record Step(Evaluation evaluation, Operand operand) {}

  private Step step(ConditionNode node) {
    return switch (node) {
      case ConditionNode.Or or -> chain(or, or.operands(), true);
      case ConditionNode.And and -> chain(and, and.operands(), false);
      case ConditionNode.Not not -> {
        Step operand = step(not.operand());
        Operand negated = Operand.of(!operand.operand().isTrue());
        yield made(not, List.of(not.operand()), List.of(operand.evaluation()), negated);
      }
      case ConditionNode.Comparison comparison -> comparison(comparison);
      case ConditionNode.Value value -> value(value);
      case ConditionNode.Literal literal ->
          made(literal, List.of(), List.of(), Operand.literal(literal.value()));
      case ConditionNode.Items list -> {
        List<Evaluation> items = evaluations(all(list.items()));
        yield made(list, list.items(), items, Operand.list(new Json.Arr(results(items))));
      }
      case ConditionNode.Call call -> {
        List<Step> arguments = all(call.arguments());
        Operand result =
            Semantics.call(call.function(), arguments.stream().map(Step::operand).toList());
        yield made(call, call.arguments(), evaluations(arguments), result);
      }
    };
  }

  private Step chain(ConditionNode node, List<ConditionNode> operands, boolean decisive) {
    List<Evaluation> steps = new ArrayList<>(operands.size());
    boolean decided = false;
    for (ConditionNode operand : operands) {
      Evaluation step = decided ? skipped(operand) : evaluate(operand);
      decided = decided || step.holds() == decisive;
      steps.add(step);
    }
    return made(node, operands, steps, Operand.of(decided == decisive));
  }

  private Step comparison(ConditionNode.Comparison comparison) {
    Step left = step(comparison.left());
    Step right = step(comparison.right());
    boolean holds = Semantics.compare(comparison.operator(), left.operand(), right.operand());
    return made(
        comparison,
        List.of(comparison.left(), comparison.right()),
        List.of(left.evaluation(), right.evaluation()),
        Operand.of(holds));
  }

  private Step value(ConditionNode.Value node) {
    Resolved resolved = scope.resolveToken(node.token());
    Operand operand = Operand.of(node.token(), resolved);
    String shown =
        resolved instanceof Resolved.Found ? Brief.of(resolved.valueOrNull()) : "missing";
    Use use = new Use(where, node.token().display(), resolved);
    return new Step(
        new Evaluation(
            "token",
            node.span().of(text),
            shown,
            true,
            operand.value(),
            operand.isTrue(),
            use,
            List.of()),
        operand);
  }

  /// With all that it is made of, so that a reader sees what was not looked at.
  private Evaluation skipped(ConditionNode node) {
    String written = node.span().of(text);
    List<Evaluation> parts = new ArrayList<>();
    for (ConditionNode part : parts(node)) {
      parts.add(skipped(part));
    }
    return new Evaluation(
        kind(node), written, written + " (not evaluated)", false, Json.NULL, false, null, parts);
  }

  private static List<ConditionNode> parts(ConditionNode node) {
    return switch (node) {
      case ConditionNode.Or or -> or.operands();
      case ConditionNode.And and -> and.operands();
      case ConditionNode.Not not -> List.of(not.operand());
      case ConditionNode.Comparison comparison -> List.of(comparison.left(), comparison.right());
      case ConditionNode.Items list -> list.items();
      case ConditionNode.Call call -> call.arguments();
      case ConditionNode.Value value -> List.of();
      case ConditionNode.Literal literal -> List.of();
    };
  }

  private Step made(
      ConditionNode node, List<ConditionNode> parts, List<Evaluation> steps, Operand result) {
    StringBuilder shown = new StringBuilder();
    int at = node.span().start();
    for (int index = 0; index < parts.size(); index++) {
      ConditionNode.Span span = parts.get(index).span();
      shown.append(text, at, span.start()).append(steps.get(index).shown());
      at = span.end();
    }
    shown.append(text, at, node.span().end());
    return new Step(
        new Evaluation(
            kind(node),
            node.span().of(text),
            shown.toString(),
            true,
            result.value(),
            result.isTrue(),
            null,
            steps),
        result);
  }

  private List<Step> all(List<ConditionNode> nodes) {
    List<Step> steps = new ArrayList<>(nodes.size());
    for (ConditionNode node : nodes) {
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

  private static String kind(ConditionNode node) {
    return switch (node) {
      case ConditionNode.Or or -> "||";
      case ConditionNode.And and -> "&&";
      case ConditionNode.Not not -> "!";
      case ConditionNode.Comparison comparison -> comparison.operator().symbol();
      case ConditionNode.Value value -> "token";
      case ConditionNode.Literal literal -> "literal";
      case ConditionNode.Items items -> "list";
      case ConditionNode.Call call -> call.function().word();
    };
  }
}
