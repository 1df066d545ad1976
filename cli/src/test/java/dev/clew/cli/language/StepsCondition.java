package dev.clew.cli.language;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.source.Place;
import dev.clew.plan.evidence.Evaluation;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.expression.Condition;
import dev.clew.plan.expression.RunScope;
import java.util.List;

/// That a value is there and is not false, 0 or empty.
record StepsCondition(StepsValue value) implements Condition {
  @Override
  public String text() {
    return value.written();
  }

  @Override
  public Place place() {
    return value.place();
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
        found.uses().isEmpty() ? null : found.uses().getFirst(),
        List.of());
  }
}
