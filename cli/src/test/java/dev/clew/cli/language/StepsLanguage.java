package dev.clew.cli.language;

import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import dev.clew.core.source.SourceFile;
import dev.clew.document.JsonText;
import dev.clew.plan.language.Definition;
import dev.clew.plan.language.Language;
import java.util.Set;
import java.util.function.Supplier;

/// A second language, as small as one can be: JSON with a list of requests.
///
/// ```
/// {"name": "order", "inputs": ["customer"],
///  "steps": [{"name": "create", "post": "/orders", "body": {"for": {"$": "input.customer"}},
///             "keep": {"id": {"$": "answer.id"}}},
///            {"name": "pay", "when": {"$": "create.id"}, "post": "/payments", "body": {…}}]}
/// ```
///
/// `{"$": "input.NAME"}`, `{"$": "STEP.KEY"}` and `{"$": "answer.KEY"}` stand for values. A step
/// may run for `each` item of a list (`{"$": "item.KEY"}`), `after` others that it names, and have
/// its body in a `body_file`.
public final class StepsLanguage implements Language {
  @Override
  public String ending() {
    return ".steps.json";
  }

  @Override
  public Definition read(SourceFile workflow, Supplier<Set<String>> pluginKinds) {
    Diagnostics diagnostics = new Diagnostics();
    Json.Obj json = json(workflow, diagnostics);
    for (StepsValue.Name name : new StepsValue(json, Place.fixed("", Position.NONE)).names()) {
      if (name.key().isEmpty()) {
        complain(workflow, Position.START, "'" + name + "' is no name of a value", diagnostics);
      }
    }
    return new StepsDefinition(workflow, json, diagnostics.inOrder());
  }

  private static Json.Obj json(SourceFile workflow, Diagnostics diagnostics) {
    try {
      if (JsonText.parse(workflow.text()) instanceof Json.Obj object && object.has("steps")) {
        return object;
      }
      complain(workflow, Position.START, "a list 'steps' is needed", diagnostics);
    } catch (JsonText.Malformed e) {
      complain(workflow, new Position(e.line(), e.column()), e.getMessage(), diagnostics);
    }
    return Json.EMPTY_OBJECT;
  }

  private static void complain(
      SourceFile workflow, Position at, String message, Diagnostics diagnostics) {
    diagnostics.add(StepsRule.NOT_STEPS, workflow.logicalName(), at, message);
  }
}
