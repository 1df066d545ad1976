package dev.clew.plan.language;

import dev.clew.core.source.Diagnostic;
import dev.clew.plan.Plan;
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
