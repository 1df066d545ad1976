package dev.clew.languagesih.planner;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Rule;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.definition.WorkflowCall;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.input.VarsFile;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.plan.Plan;
import dev.clew.plan.input.InputBinding;
import dev.clew.plan.input.InputProblem;
import dev.clew.plan.input.InputSpec;
import dev.clew.plan.input.InputsFile;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.source.WorkflowFiles;
import java.util.Map;
import java.util.TreeMap;

/// What the `.wfvars` file beside a child workflow gives it when its stage gives nothing.
///
/// @param files of which those that are read so may be missing
record ChildVars(PlanFiles files, String environment, Diagnostics diagnostics) {

  /// By the child's input, ignoring case; what the child does not declare is left out.
  Map<String, Supplied> of(WorkflowDefinition child, WorkflowCall call) {
    return switch (files.readIfThere(child.source(), name(child.source().logicalName()))) {
      case null -> Map.of();
      case WorkflowFiles.Read.Failed failed -> {
        complain(
            SihRule.WORKFLOW_FILE, call, "the inputs of the child cannot be read: " + failed.why());
        yield Map.of();
      }
      case WorkflowFiles.Read.Text text -> of(text.file(), child, call);
    };
  }

  private Map<String, Supplied> of(SourceFile file, WorkflowDefinition child, WorkflowCall call) {
    InputsFile read = VarsFile.read(file, environment, child.version());
    read.problems().forEach(problem -> complain(SihRule.WORKFLOW_FILE, call, problem));
    Map<String, Supplied> declared = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (InputSpec input : child.inputs()) {
      read.inputs()
          .forEach((name, value) -> {
            if (name.equalsIgnoreCase(input.name())) {
              declared.put(name, value);
            }
          });
    }
    for (InputProblem problem : InputBinding.bind(child.inputs(), declared).problems()) {
      if (!problem.source().isEmpty()) {
        complain(problem.rule(), call, problem.source() + ": " + problem.message());
      }
    }
    // The other values of the file are none of this run's, and a plan is recorded.
    files.use(Plan.Role.VARS_FILE, VarsFile.only(file, declared));
    return declared;
  }

  /// `token.wfvars` of `login/token.workflow`: a path is relative to the child.
  private static String name(String file) {
    String own = file.substring(file.lastIndexOf('/') + 1);
    int dot = own.lastIndexOf('.');
    return (dot < 0 ? own : own.substring(0, dot)) + ".wfvars";
  }

  private void complain(Rule rule, WorkflowCall call, String message) {
    diagnostics.add(rule, call.place(), 0, message, null);
  }
}
