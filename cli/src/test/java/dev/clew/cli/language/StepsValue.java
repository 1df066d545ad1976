package dev.clew.cli.language;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.source.Place;
import dev.clew.plan.evidence.MissingCode;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.evidence.ValueOrigin;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.input.BoundInput;
import dev.clew.plan.scope.ResponseValues;
import dev.clew.plan.scope.StageValues;
import dev.clew.plan.value.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// JSON in which `{"$": "…"}` stands for a value.
record StepsValue(Json json, Place place) implements Expression {
  @Override
  public String written() {
    return json instanceof Json.Str text ? text.value() : JsonWriter.compact(json);
  }

  @Override
  public boolean isFixed() {
    return names().isEmpty();
  }

  /// What `{"$": "…"}` names, in order.
  List<String> names() {
    List<String> names = new ArrayList<>();
    replaced(
        json,
        name -> {
          names.add(name);
          return Json.NULL;
        });
    return names;
  }

  @Override
  public boolean usesOutputOf(String stage) {
    return names().stream().anyMatch(name -> name.startsWith(stage + "."));
  }

  @Override
  public Rendered<String> text(RunScope scope, String where) {
    Rendered<Json> value = json(scope, where);
    return new Rendered<>(Display.text(value.value()), value.uses());
  }

  @Override
  public Rendered<Json> json(RunScope scope, String where) {
    List<Use> uses = new ArrayList<>();
    Json value =
        replaced(
            json,
            name -> {
              Resolved resolved = resolved(name, scope);
              uses.add(new Use(where, "$" + name, resolved));
              return resolved.valueOrNull();
            });
    return new Rendered<>(value, uses);
  }

  @Override
  public Json outline(Json unknown) {
    return replaced(json, name -> unknown);
  }

  private static Json replaced(Json json, Function<String, Json> values) {
    return switch (json) {
      case Json.Obj object when object.members().size() == 1 && object.text("$") != null ->
          values.apply(object.text("$", ""));
      case Json.Obj object -> {
        Json.Builder members = Json.object();
        object.members().forEach((name, value) -> members.put(name, replaced(value, values)));
        yield members.build();
      }
      case Json.Arr list ->
          new Json.Arr(list.items().stream().map(item -> replaced(item, values)).toList());
      case Json other -> other;
    };
  }

  private static Resolved resolved(String name, RunScope scope) {
    int dot = name.indexOf('.');
    String from = name.substring(0, Math.max(0, dot));
    String key = name.substring(dot + 1);
    if (from.equals("input")) {
      BoundInput input = scope.inputs().get(key);
      return input == null
          ? missing(name, MissingCode.INPUT_NOT_SUPPLIED)
          : found(input.value(), new ValueOrigin.Input(key, input.source()), name);
    }
    if (from.equals("answer")) {
      ResponseValues response = scope.response();
      Json body =
          response != null && response.body() instanceof ResponseValues.Body.Value value
              ? value.json()
              : Json.NULL;
      ValueOrigin origin = new ValueOrigin.StageResponse(scope.stage(), "body." + key);
      return found(body instanceof Json.Obj object ? object.get(key) : null, origin, name);
    }
    StageValues stage = scope.stages().stage(from);
    return stage == null
        ? missing(name, MissingCode.STAGE_NOT_RUN)
        : found(stage.output(key), new ValueOrigin.StageOutput(stage.path(), key), name);
  }

  private static Resolved found(@Nullable Json value, ValueOrigin origin, String name) {
    return value == null
        ? missing(name, MissingCode.OUTPUT_MISSING)
        : new Resolved.Found(value, origin);
  }

  private static Resolved missing(String name, MissingCode code) {
    return new Resolved.Missing("there is no " + name, code, false);
  }
}
