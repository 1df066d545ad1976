package dev.clew.plan;

import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.stage.Assertion;
import dev.clew.plan.stage.Outputs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a workflow does when its stages are through, in this order: outputs, context, assertions,
/// message.
///
/// @param writesJson whether values that are JSON are written as JSON in the output file
/// @param context what it adds to the shared context, also to that of a parent
/// @param message null for none
public record EndSpec(
    Outputs outputs,
    boolean writesJson,
    List<NamedExpression> context,
    List<Assertion> assertions,
    @Nullable Expression message) {
  public static final EndSpec NONE = new EndSpec(Outputs.NONE, true, List.of(), List.of(), null);

  public EndSpec {
    context = List.copyOf(context);
    assertions = List.copyOf(assertions);
  }
}
