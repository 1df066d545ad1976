package dev.clew.workflow.plan;

import dev.clew.workflow.definition.WorkflowDefinition;
import dev.clew.workflow.input.Supplied;
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
