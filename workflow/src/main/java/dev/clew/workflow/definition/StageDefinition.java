package dev.clew.workflow.definition;

import dev.clew.workflow.expression.Condition;
import dev.clew.workflow.source.Position;
import dev.clew.workflow.template.Template;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stage as written.
///
/// @param action null when the stage is wrong
/// @param delay slept before the stage begins, after its runIf
/// @param loop null when it runs once
/// @param debug is shown before the call when the run is asked to
/// @param message is shown after it
/// @param set what it gives to the run's globals
/// @param context what it gives to the shared context
/// @param onSkip its outputs when runIf is false
/// @param mock null when it has none
/// @param timeout for all of its tries together; null for none
/// @param dependsOn the stages that it waits for, in the place of the one before it; null when it
///   is not written, and then the stage before it is
public record StageDefinition(
    String name,
    String kind,
    @Nullable StageAction action,
    @Nullable Condition runIf,
    Duration delay,
    @Nullable Loop loop,
    List<NamedTemplate> debug,
    @Nullable Template message,
    Outputs outputs,
    List<NamedTemplate> set,
    List<NamedTemplate> context,
    List<Assertion> assertions,
    List<NamedTemplate> onSkip,
    @Nullable Mock mock,
    @Nullable Duration timeout,
    @Nullable List<StageUse> dependsOn,
    Position at) {
  public StageDefinition {
    debug = List.copyOf(debug);
    set = List.copyOf(set);
    context = List.copyOf(context);
    assertions = List.copyOf(assertions);
    onSkip = List.copyOf(onSkip);
    dependsOn = dependsOn == null ? null : List.copyOf(dependsOn);
  }

  /// The same stage with another action.
  public StageDefinition with(StageAction other) {
    return new StageDefinition(
        name,
        kind,
        other,
        runIf,
        delay,
        loop,
        debug,
        message,
        outputs,
        set,
        context,
        assertions,
        onSkip,
        mock,
        timeout,
        dependsOn,
        at);
  }

  /// Whether the keys were read, which those of an unknown kind are not.
  public boolean isRead() {
    return action != null || !outputs.all().isEmpty();
  }
}
