package dev.clew.plan;

/// What a stage does, by its kind, with everything resolved that does not depend on a run.
public sealed interface StageSpec
    permits EndpointSpec, WorkflowSpec, LateWorkflowSpec, PluginSpec {}
