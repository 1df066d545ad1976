package dev.clew.languagesih.condition;

import dev.clew.core.source.Place;
import dev.clew.languagesih.scope.RunTokens;
import dev.clew.languagesih.template.Reference;
import dev.clew.languagesih.template.Scope;
import dev.clew.languagesih.template.Template;
import dev.clew.plan.evidence.Evaluation;
import dev.clew.plan.expression.Condition;
import dev.clew.plan.expression.RunScope;
import java.util.ArrayList;
import java.util.List;

/// A parsed condition, such as the `runIf` of a stage.
public record ConditionTree(String text, ConditionNode root, Place place) implements Condition {

  @Override
  public Evaluation evaluate(RunScope scope, String where) {
    return evaluate(new RunTokens(scope), where);
  }

  /// @param where the key in the stage, for the uses of tokens
  public Evaluation evaluate(Scope scope, String where) {
    return new Evaluator(text, scope, where).evaluate(root);
  }

  @Override
  public boolean usesContext(String name) {
    for (Reference reference : references()) {
      if (reference instanceof Reference.Context entry && entry.name().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /// Every reference, whether it would be evaluated or not.
  public List<Reference> references() {
    List<Reference> references = new ArrayList<>();
    collect(root, references);
    return references;
  }

  private static void collect(ConditionNode node, List<Reference> references) {
    switch (node) {
      case ConditionNode.Or or -> collectAll(or.operands(), references);
      case ConditionNode.And and -> collectAll(and.operands(), references);
      case ConditionNode.Not not -> collect(not.operand(), references);
      case ConditionNode.Comparison comparison -> {
        collect(comparison.left(), references);
        collect(comparison.right(), references);
      }
      case ConditionNode.Value value -> Template.collect(value.token(), references);
      case ConditionNode.Items items -> collectAll(items.items(), references);
      case ConditionNode.Call call -> collectAll(call.arguments(), references);
      case ConditionNode.Literal literal -> {}
    }
  }

  private static void collectAll(List<ConditionNode> nodes, List<Reference> references) {
    for (ConditionNode node : nodes) {
      collect(node, references);
    }
  }
}
