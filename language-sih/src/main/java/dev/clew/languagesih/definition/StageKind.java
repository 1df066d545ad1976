package dev.clew.languagesih.definition;

/// The kinds of stages, as far as their keys differ.
public enum StageKind {
  ENDPOINT,
  WORKFLOW,
  PLUGIN,
  UNKNOWN
}
