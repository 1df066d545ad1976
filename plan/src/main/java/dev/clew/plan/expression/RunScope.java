package dev.clew.plan.expression;

import dev.clew.plan.input.BoundInputs;
import dev.clew.plan.scope.Draws;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.scope.ResponseValues;
import dev.clew.plan.scope.StageLookup;
import dev.clew.plan.scope.ValueLookup;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known at one moment of a run. Immutable but for what the lookups answer.
///
/// @param globals what was made before the first stage, and what stages have set
/// @param context the shared context, with the item and the index of a loop
/// @param variables derived values of the workflow, which its language evaluates where they are
///   used
/// @param draws the randomness of the stage that is executing
/// @param clock one reading a stage is enough; the caller sees to it. Its zone is that of local
///   times
/// @param stage the path of the stage that is executing, for the origin of its own response
/// @param response the executing stage's own response; absent until there is one
public record RunScope(
    BoundInputs inputs,
    EnvironmentVariables environment,
    StageLookup stages,
    ValueLookup globals,
    ValueLookup context,
    List<NamedExpression> variables,
    Draws draws,
    Clock clock,
    String stage,
    @Nullable ResponseValues response) {
  public RunScope {
    variables = List.copyOf(variables);
  }

  /// The same scope once the stage has its response.
  public RunScope with(ResponseValues received) {
    return new RunScope(
        inputs, environment, stages, globals, context, variables, draws, clock, stage, received);
  }

  /// The same scope with other globals and another context.
  public RunScope with(ValueLookup otherGlobals, ValueLookup otherContext) {
    return new RunScope(
        inputs,
        environment,
        stages,
        otherGlobals,
        otherContext,
        variables,
        draws,
        clock,
        stage,
        response);
  }

  /// The same scope with other stages, such as the executing one with what it has by now.
  public RunScope with(StageLookup others) {
    return new RunScope(
        inputs, environment, others, globals, context, variables, draws, clock, stage, response);
  }
}
