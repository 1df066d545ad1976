package dev.clew.engine.outcome;

import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.stage.Ensure;
import dev.clew.plan.stage.Handling;
import dev.clew.plan.stage.Jump;
import dev.clew.plan.stage.StatusAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a workflow does on a status: the first of `onStatus`, `ensure` and `jumpOnStatus` that has
/// it.
///
/// @param because `onStatus 402`
/// @param where the key in the stage, such as `onStatus.402`
/// @param jump null when the stage goes on as it would
/// @param message null for the stage's own
public record Reaction(
    String because,
    String where,
    @Nullable Jump jump,
    List<NamedExpression> outputs,
    @Nullable Expression message,
    boolean fails) {

  static @Nullable Reaction of(Handling handling, int status) {
    StatusAction action = find(handling.onStatus(), status);
    if (action != null) {
      return of("onStatus", action);
    }
    Ensure ensure = handling.ensure();
    if (ensure != null && ensure.existsOn().contains(status)) {
      return new Reaction(
          "ensure " + status, "ensure", ensure.jump(), ensure.outputs(), ensure.message(), false);
    }
    StatusAction jump = find(handling.jumpOnStatus(), status);
    return jump == null ? null : of("jumpOnStatus", jump);
  }

  private static Reaction of(String key, StatusAction action) {
    return new Reaction(
        key + " " + action.status(),
        key + "." + action.status(),
        action.jump(),
        action.outputs(),
        action.message(),
        action.fails());
  }

  private static @Nullable StatusAction find(List<StatusAction> actions, int status) {
    for (StatusAction action : actions) {
      if (action.status() == status) {
        return action;
      }
    }
    return null;
  }
}
