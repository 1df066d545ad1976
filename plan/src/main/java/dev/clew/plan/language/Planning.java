package dev.clew.plan.language;

import dev.clew.plan.Plan;
import dev.clew.plan.source.Diagnostic;
import java.util.List;

/// What came of a [PlanRequest].
public sealed interface Planning {
  /// Sorted by place.
  List<Diagnostic> diagnostics();

  /// @param diagnostics warnings only
  record Ready(Plan plan, List<Diagnostic> diagnostics) implements Planning {}

  /// @param diagnostics every mistake that was found; at least one is an error
  record Refused(List<Diagnostic> diagnostics) implements Planning {}
}
