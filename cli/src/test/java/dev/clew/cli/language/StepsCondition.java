package dev.clew.cli.language;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.plan.evidence.Evaluation;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.expression.Condition;
import dev.clew.plan.expression.RunScope;
import java.util.List;

/// Whether a value is there, and is neither false nor empty text.
record StepsCondition(StepsValue value) implements Condition {
  @Override
  public String text() {
    return value.written();
  }

  @Override
  public boolean usesContext(String name) {
    return false;
  }

  @Override
  public Evaluation evaluate(RunScope scope, String where) {
    Rendered<Json> found = value.json(scope, where);
    return new Evaluation(
        "value",
        text(),
        JsonWriter.compact(found.value()),
        true,
        found.value(),
        !List.of(Json.NULL, Json.FALSE, Json.of("")).contains(found.value()),
        found.uses().isEmpty() ? null : found.uses().getFirst(),
        List.of());
  }
}
