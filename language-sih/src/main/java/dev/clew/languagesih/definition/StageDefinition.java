package dev.clew.languagesih.definition;

import dev.clew.plan.StageSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stage as written.
///
/// @param action null when the stage is wrong
/// @param dependsOn the stages that it waits for, in the place of the one before it; null when it
///   is not written, and then the stage before it is
public record StageDefinition(
    StageSettings settings, @Nullable StageAction action, @Nullable List<StageUse> dependsOn) {
  public StageDefinition {
    dependsOn = dependsOn == null ? null : List.copyOf(dependsOn);
  }

  public String name() {
    return settings.name();
  }

  /// The same stage with another action.
  public StageDefinition with(StageAction other) {
    return new StageDefinition(settings, other, dependsOn);
  }
}
