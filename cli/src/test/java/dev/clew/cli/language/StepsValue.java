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

  /// What `{"$": "FROM.KEY"}` names.
  ///
  /// @param key empty when it has no dot
  record Name(String from, String key) {
    static Name of(String text) {
      int dot = text.indexOf('.');
      return dot < 0
          ? new Name(text, "")
          : new Name(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public String toString() {
      return key.isEmpty() ? from : from + "." + key;
    }
  }

  /// All that it names, in order.
  List<Name> names() {
    List<Name> names = new ArrayList<>();
    replaced(
        json,
        name -> {
          names.add(name);
          return Json.NULL;
        });
    return names;
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

  private static Json replaced(Json json, Function<Name, Json> values) {
    return switch (json) {
      case Json.Obj object when object.members().size() == 1 && object.text("$") != null ->
          values.apply(Name.of(object.text("$", "")));
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

  private static Resolved resolved(Name name, RunScope scope) {
    String key = name.key();
    if (name.from().equals("input")) {
      BoundInput input = scope.inputs().get(key);
      return input == null
          ? missing(name, MissingCode.INPUT_NOT_SUPPLIED)
          : found(input.value(), new ValueOrigin.Input(key, input.source()), name);
    }
    if (name.from().equals("item")) {
      Json item = scope.context().get("item");
      ValueOrigin origin = new ValueOrigin.Context("item");
      return found(item instanceof Json.Obj object ? object.get(key) : null, origin, name);
    }
    if (name.from().equals("answer")) {
      ResponseValues response = scope.response();
      Json body =
          response != null && response.body() instanceof ResponseValues.Body.Value value
              ? value.json()
              : Json.NULL;
      ValueOrigin origin = new ValueOrigin.StageResponse(scope.stage(), "body." + key);
      return found(body instanceof Json.Obj object ? object.get(key) : null, origin, name);
    }
    StageValues stage = scope.stages().stage(name.from());
    return stage == null
        ? missing(name, MissingCode.STAGE_NOT_RUN)
        : found(stage.output(key), new ValueOrigin.StageOutput(stage.path(), key), name);
  }

  private static Resolved found(@Nullable Json value, ValueOrigin origin, Name name) {
    return value == null
        ? missing(name, MissingCode.OUTPUT_MISSING)
        : new Resolved.Found(value, origin);
  }

  private static Resolved missing(Name name, MissingCode code) {
    return new Resolved.Missing("there is no " + name, code, false);
  }
}
