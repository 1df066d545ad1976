package dev.clew.plan.stage;

import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.NamedExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is done when an answer has one status: an entry of `onStatus` or of `jumpOnStatus`.
///
/// @param jump null when the stage goes on as it would
/// @param outputs are added to the stage's own
/// @param message is shown in the place of the stage's own; null for that one
/// @param fails whether the stage fails with this status, whatever is expected
public record StatusAction(
    int status,
    @Nullable Jump jump,
    List<NamedExpression> outputs,
    @Nullable Expression message,
    boolean fails) {
  public StatusAction {
    outputs = List.copyOf(outputs);
  }
}
