package dev.clew.languagesih.planner;

import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.input.Supplied;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The child workflow of a stage.
///
/// @param planned null when something is wrong with it
/// @param vars what its own `.wfvars` file gives to a stage that gives nothing; empty when no stage
///   asks for it
record Child(
    WorkflowDefinition written, @Nullable PlannedWorkflow planned, Map<String, Supplied> vars) {
  Child(WorkflowDefinition written, @Nullable PlannedWorkflow planned) {
    this(written, planned, Map.of());
  }
}
