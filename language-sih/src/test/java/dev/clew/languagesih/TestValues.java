package dev.clew.languagesih;

import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import dev.clew.document.JsonText;
import dev.clew.languagesih.expression.TemplateExpression;
import dev.clew.languagesih.scope.RunTokens;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateParser;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.input.BoundInput;
import dev.clew.plan.input.BoundInputs;
import dev.clew.plan.input.InputSpec;
import dev.clew.plan.input.InputType;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.scope.ResponseValues;
import dev.clew.plan.scope.StageLookup;
import dev.clew.plan.scope.StageValues;
import dev.clew.plan.scope.ValueLookup;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Values that tokens can stand for.
public final class TestValues {
  private TestValues() {}

  public static Json json(String text) {
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /// A template without mistakes.
  public static Template template(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Template template = TemplateParser.parse(text, Place.fixed("t", Position.START), diagnostics);
    if (diagnostics.size() > 0) {
      throw new IllegalArgumentException(
          text + ": " + diagnostics.inOrder().stream().map(Diagnostic::render).toList());
    }
    return template;
  }

  /// A template as a value of a plan.
  public static NamedExpression named(String name, String text) {
    return new NamedExpression(name, TemplateExpression.text(template(text)));
  }

  /// What tokens stand for with those inputs, see [#scope].
  public static RunTokens tokens(Map<String, Json> inputs) {
    return new RunTokens(scope(inputs));
  }

  /// Inputs by name, in JSON; env HOME=/root; stage `make` ran with the outputs and response given,
  /// `skipped` was skipped, and no other stage was reached.
  public static RunScope scope(Map<String, Json> inputs) {
    List<BoundInput> bound = new ArrayList<>();
    inputs.forEach((name, value) ->
        bound.add(
            new BoundInput(
                new InputSpec(name, InputType.FIXED, true, false, null, Position.START),
                value,
                "--input")));
    bound.add(
        new BoundInput(
            new InputSpec("absent", InputType.TEXT, false, false, null, Position.START), null, ""));
    StageValues made =
        new StageValues(
            "make",
            StageValues.State.RAN,
            Map.of(
                "id", json("\"acc-1\""), "tree", json("{\"a\":[10,{\"b\":null}],\"1\":\"one\"}")),
            Map.of("gone", "response.body.gone is missing: the body has id"),
            response(201, "{\"id\":\"acc-1\",\"items\":[1,2]}"));
    StageLookup stages =
        name ->
            name.equalsIgnoreCase("make")
                ? made
                : name.equalsIgnoreCase("skipped") ? StageValues.skipped("skipped") : null;
    EnvironmentVariables variables = name -> name.equals("HOME") ? "/root" : null;
    return new RunScope(
        new BoundInputs(bound),
        variables,
        stages,
        ValueLookup.NONE,
        ValueLookup.NONE,
        List.of(),
        count -> new byte[count],
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
        "current",
        null);
  }

  public static ResponseValues response(int status, String body) {
    return new ResponseValues(
        status,
        Map.of("Location", List.of("/x/1"), "Vary", List.of("a", "b")),
        new ResponseValues.Body.Value(json(body)));
  }
}
