package dev.clew.plan.expression;

import dev.clew.plan.evidence.Evaluation;

/// A condition as a workflow writes it down, such as when a stage runs: a run evaluates it, with
/// every operand as evidence. Immutable, pure and thread-safe.
public interface Condition {
  /// As it is written.
  String text();

  /// Whether it asks for an entry of the shared context; names ignore case.
  boolean usesContext(String name);

  /// @param where the key in the stage, for the uses, such as `runIf`
  Evaluation evaluate(RunScope scope, String where);
}
