package dev.clew.languagesih.planner;

import dev.clew.core.Nearest;
import dev.clew.core.source.Diagnostics;
import dev.clew.languagesih.definition.StageDefinition;
import dev.clew.languagesih.definition.WorkflowCall;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.TemplateTree;
import dev.clew.plan.input.InputSpec;
import dev.clew.plan.input.Supplied;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Checks what a stage gives to its child against what the child declares.
record ChildInputs(WorkflowDefinition parent, Diagnostics diagnostics) {
  /// @param vars what the child's own file gives, by its input; empty when the stage gives
  ///   something
  void check(
      StageDefinition stage,
      WorkflowCall call,
      WorkflowDefinition child,
      Map<String, Supplied> vars) {
    Set<String> declared = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (InputSpec input : child.inputs()) {
      declared.add(input.name());
    }
    Set<String> given = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    given.addAll(vars.keySet());
    for (TemplateTree.Member member : call.inputs()) {
      given.add(member.name());
      if (!declared.contains(member.name())) {
        diagnostics.add(
            SihRule.WORKFLOW_UNKNOWN_CHILD_INPUT,
            parent.source().logicalName(),
            member.at(),
            child.source().logicalName() + " declares no input '" + member.name() + "'",
            Nearest.to(member.name(), declared));
      }
    }
    for (InputSpec input : child.inputs()) {
      if (input.required() && !given.contains(input.name())) {
        diagnostics.add(
            SihRule.WORKFLOW_MISSING_CHILD_INPUT,
            call.place(),
            0,
            "stage '"
                + stage.name()
                + "' gives no input '"
                + input.name()
                + "', which "
                + child.source().logicalName()
                + " requires",
            null);
      }
    }
    complainOfVersion(call, child);
    complainOfSecrets(stage, child);
  }

  private void complainOfVersion(WorkflowCall call, WorkflowDefinition child) {
    String allowed = call.allowVersion();
    if (allowed != null && !allowed.equalsIgnoreCase(child.version())) {
      diagnostics.add(
          SihRule.WORKFLOW_OTHER_CHILD_VERSION,
          call.place(),
          0,
          child.source().logicalName()
              + " has version '"
              + child.version()
              + "', and 'allowVersion' is '"
              + allowed
              + "'",
          null);
    }
  }

  /// The child's outputs can be called secret in the parent; a name of none would protect nothing.
  private void complainOfSecrets(StageDefinition stage, WorkflowDefinition child) {
    for (String secret : stage.settings().outputs().secret()) {
      if (!stage.settings().outputs().has(secret) && !child.end().outputs().has(secret)) {
        diagnostics.add(
            SihRule.WORKFLOW_WRONG_VALUE,
            parent.source().logicalName(),
            stage.settings().at(),
            "secret output '" + secret + "' of stage '" + stage.name() + "' is not an output",
            Nearest.to(secret, child.end().outputs().names()));
      }
    }
  }
}
