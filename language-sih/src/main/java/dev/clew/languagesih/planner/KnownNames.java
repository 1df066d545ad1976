package dev.clew.languagesih.planner;

import dev.clew.languagesih.definition.InitVariable;
import dev.clew.languagesih.definition.OutputNames;
import dev.clew.languagesih.definition.StageDefinition;
import dev.clew.languagesih.definition.WorkflowCall;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.input.InputSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What tokens of a workflow can name. Names ignore case.
final class KnownNames {
  private final WorkflowDefinition workflow;
  private final Map<String, Child> children;
  private final Map<Integer, Set<String>> outputs = new HashMap<>();
  final Set<String> inputs = names();
  final Set<String> globals = names();

  /// @param children by the name of the reference
  KnownNames(WorkflowDefinition workflow, Map<String, Child> children) {
    this.workflow = workflow;
    this.children = children;
    for (InputSpec input : workflow.inputs()) {
      inputs.add(input.name());
    }
    for (InitVariable variable : workflow.init().variables()) {
      globals.add(variable.name());
    }
    for (StageDefinition stage : workflow.stages()) {
      for (NamedExpression global : stage.settings().set()) {
        globals.add(global.name());
      }
    }
  }

  /// Every output of a stage; null when not all of them are known.
  @Nullable Set<String> outputs(int stage) {
    Set<String> known = outputs.get(stage);
    if (known != null) {
      return known;
    }
    Set<String> made = made(workflow.stages().get(stage));
    if (made != null) {
      outputs.put(stage, made);
    }
    return made;
  }

  private @Nullable Set<String> made(StageDefinition stage) {
    Set<String> names = names();
    names.addAll(stage.settings().outputs().names());
    if (stage.action() == null) {
      return names.isEmpty() ? null : withAnswer(names);
    }
    List<String> beside = OutputNames.beside(stage);
    if (beside == null) {
      return null;
    }
    names.addAll(beside);
    if (stage.action() instanceof WorkflowCall call) {
      Set<String> ofChild = childOutputs(stage, call);
      if (ofChild == null) {
        return null;
      }
      names.addAll(ofChild);
    }
    return names;
  }

  /// Of a stage that could not be read.
  private static Set<String> withAnswer(Set<String> names) {
    names.add("http_status");
    names.add("body");
    return names;
  }

  /// What the end of a child gives, and the stage beside it: the counts of a loop, and what it has
  /// when it is skipped or mocked. Null when the child is not known.
  @Nullable Set<String> childOutputs(StageDefinition stage, WorkflowCall call) {
    Child child = children.get(call.workflowRef());
    List<String> beside = OutputNames.beside(stage);
    if (child == null || beside == null) {
      return null;
    }
    Set<String> names = names();
    names.addAll(beside);
    names.addAll(child.written().end().outputs().names());
    return names;
  }

  private static Set<String> names() {
    return new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  }
}
