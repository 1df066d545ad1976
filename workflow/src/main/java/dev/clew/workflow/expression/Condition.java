package dev.clew.workflow.expression;

import dev.clew.workflow.source.Place;
import dev.clew.workflow.template.Reference;
import dev.clew.workflow.template.Scope;
import dev.clew.workflow.template.Template;
import java.util.ArrayList;
import java.util.List;

/// A parsed condition, such as the `runIf` of a stage.
public record Condition(String text, Expression root, Place place) {

  /// As a `runIf`.
  public Evaluation evaluate(Scope scope) {
    return evaluate(scope, "runIf");
  }

  /// @param where the key in the stage, for the uses of tokens
  public Evaluation evaluate(Scope scope, String where) {
    return new Evaluator(text, scope, where).evaluate(root);
  }

  /// Every reference, whether it would be evaluated or not.
  public List<Reference> references() {
    List<Reference> references = new ArrayList<>();
    collect(root, references);
    return references;
  }

  private static void collect(Expression node, List<Reference> references) {
    switch (node) {
      case Expression.Or or -> collectAll(or.operands(), references);
      case Expression.And and -> collectAll(and.operands(), references);
      case Expression.Not not -> collect(not.operand(), references);
      case Expression.Comparison comparison -> {
        collect(comparison.left(), references);
        collect(comparison.right(), references);
      }
      case Expression.Value value -> Template.collect(value.token(), references);
      case Expression.Items items -> collectAll(items.items(), references);
      case Expression.Call call -> collectAll(call.arguments(), references);
      case Expression.Literal literal -> {}
    }
  }

  private static void collectAll(List<Expression> nodes, List<Reference> references) {
    for (Expression node : nodes) {
      collect(node, references);
    }
  }
}
