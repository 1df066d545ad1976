package dev.clew.plan.stage;

import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.NamedExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A thing has to exist afterwards, whether this stage made it or it was there: statuses of
/// `existsOn` succeed too.
///
/// @param existsOn the statuses that say that it was there already
/// @param jump where to go when it was there; null to go on
/// @param outputs are added when it was there
/// @param message is shown when it was there; null for the stage's own
public record Ensure(
    List<Integer> existsOn,
    @Nullable Jump jump,
    List<NamedExpression> outputs,
    @Nullable Expression message) {
  public Ensure {
    existsOn = List.copyOf(existsOn);
    outputs = List.copyOf(outputs);
  }
}
