package dev.clew.workflow.plan;

import dev.clew.workflow.definition.WorkflowDefinition;
import org.jspecify.annotations.Nullable;

/// The child workflow of a stage.
///
/// @param planned null when something is wrong with it
record Child(WorkflowDefinition written, @Nullable PlannedWorkflow planned) {}
