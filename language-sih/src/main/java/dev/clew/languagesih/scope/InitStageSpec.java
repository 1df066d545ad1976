package dev.clew.languagesih.scope;

import dev.clew.core.json.Json;
import dev.clew.languagesih.definition.InitStage;
import dev.clew.plan.InitSpec;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.scope.InitValues;
import java.util.Map;

/// `initStage` as the beginning of a plan.
public record InitStageSpec(InitStage written) implements InitSpec {
  @Override
  public boolean isEmpty() {
    return written.variables().isEmpty() && written.context().isEmpty();
  }

  @Override
  public InitValues evaluate(
      RunScope scope, Map<String, Json> variables, Map<String, Json> context) {
    return new InitEvaluation(scope).evaluate(written, variables, context);
  }
}
