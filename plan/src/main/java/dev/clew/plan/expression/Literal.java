package dev.clew.plan.expression;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.value.Display;
import java.util.List;

/// A value that is the same in every run.
public record Literal(Json value, Place place) implements Expression {
  /// One that stands in no file.
  public Literal(Json value) {
    this(value, Place.fixed("", Position.NONE));
  }

  @Override
  public String written() {
    return value instanceof Json.Str text ? text.value() : JsonWriter.compact(value);
  }

  @Override
  public boolean isFixed() {
    return true;
  }

  @Override
  public Rendered<String> text(RunScope scope, String where) {
    return new Rendered<>(Display.text(value), List.of());
  }

  @Override
  public Rendered<Json> json(RunScope scope, String where) {
    return new Rendered<>(value, List.of());
  }

  @Override
  public Json outline(Json unknown) {
    return value;
  }
}
