package dev.clew.plan.stage;

import dev.clew.plan.evidence.AssertionResult;
import dev.clew.plan.expression.RunScope;
import org.jspecify.annotations.Nullable;

/// Something that has to hold once a stage, or the workflow, is done.
///
/// @param name unique among those beside it
/// @param blocking whether the stage fails when it does not hold; null when the run's setting says
public record Assertion(String name, Check check, @Nullable Boolean blocking) {

  /// What is asked. Pure and thread-safe.
  @FunctionalInterface
  public interface Check {
    /// @param where the key of the assertion, for the uses
    AssertionResult evaluate(RunScope scope, String where);
  }

  public AssertionResult evaluate(RunScope scope) {
    return check.evaluate(scope, "assertions." + name);
  }
}
