package dev.clew.plan;

import dev.clew.core.source.Position;
import dev.clew.plan.expression.Condition;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.stage.Assertion;
import dev.clew.plan.stage.Loop;
import dev.clew.plan.stage.MockSpec;
import dev.clew.plan.stage.Outputs;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything of a stage but what it does: when it runs, how often, and what it gives on.
///
/// @param name unique in its workflow; names ignore case
/// @param kind as the language calls it: `Endpoint`, `Http`, `Workflow`, `LLM` …
/// @param runIf absent when the stage always runs
/// @param delay slept before the stage begins, after its `runIf`
/// @param loop null when it runs once
/// @param debug is shown before the call when the run is asked to
/// @param message is shown after it; null for none
/// @param set what it gives to the run's globals
/// @param context what it gives to the shared context
/// @param onSkip its outputs when `runIf` is false
/// @param mock null when it has none
/// @param timeout for all of its tries together; null for none
/// @param at the stage's name in the workflow's file
public record StageSettings(
    String name,
    String kind,
    @Nullable Condition runIf,
    Duration delay,
    @Nullable Loop loop,
    List<NamedExpression> debug,
    @Nullable Expression message,
    Outputs outputs,
    List<NamedExpression> set,
    List<NamedExpression> context,
    List<Assertion> assertions,
    List<NamedExpression> onSkip,
    @Nullable MockSpec mock,
    @Nullable Duration timeout,
    Position at) {
  public StageSettings {
    debug = List.copyOf(debug);
    set = List.copyOf(set);
    context = List.copyOf(context);
    assertions = List.copyOf(assertions);
    onSkip = List.copyOf(onSkip);
  }
}
