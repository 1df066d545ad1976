package dev.clew.plan;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plans a child workflow while the run goes on, with all that the run was planned with.
@FunctionalInterface
public interface LateChild {
  Planned plan(SourceFile file);

  /// What came of it.
  ///
  /// @param workflow null when something is wrong with it; then a diagnostic says what
  record Planned(@Nullable PlannedWorkflow workflow, List<Diagnostic> diagnostics) {
    public Planned {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
