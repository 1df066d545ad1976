package dev.clew.languagesih.definition;

/// What a stage does, by its kind.
public sealed interface StageAction permits EndpointCall, WorkflowCall, PluginCall {}
