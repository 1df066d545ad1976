package dev.clew.plan.stage;

import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.NamedExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a stage comes to in a mocked run, without doing anything.
public sealed interface MockSpec {
  /// An answer.
  ///
  /// @param status null for the first expected one, or 200
  /// @param payload JSON text; null for no body
  /// @param payloadFile the path of a file with it; null when `payload` has it
  record Response(
      @Nullable Integer status, @Nullable Expression payload, @Nullable Expression payloadFile)
      implements MockSpec {}

  /// The outputs of a child workflow or of a plug-in.
  record Outputs(List<NamedExpression> outputs) implements MockSpec {
    public Outputs {
      outputs = List.copyOf(outputs);
    }
  }
}
