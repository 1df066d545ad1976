package dev.clew.execution;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import dev.clew.plan.value.Display;

/// How values stand in a `.workflow.output` file.
public enum OutputForm {
  /// With the types that they have.
  TYPED {
    @Override
    Json of(Json value, boolean writesJson) {
      boolean isTree = value instanceof Json.Obj || value instanceof Json.Arr;
      return isTree && !writesJson ? Json.of(JsonWriter.compact(value)) : value;
    }
  },

  /// As SphereIntegrationHub writes them: as text, and what is an object or a list, or is text that
  /// is one, as that.
  SIH {
    @Override
    Json of(Json value, boolean writesJson) {
      String text = Display.text(value);
      String start = text.stripLeading();
      if (!writesJson || (!start.startsWith("{") && !start.startsWith("["))) {
        return Json.of(text);
      }
      try {
        return JsonText.parse(text);
      } catch (JsonText.Malformed e) {
        return Json.of(text);
      }
    }
  };

  /// One value.
  ///
  /// @param writesJson as the `outputJson` of the workflow says
  abstract Json of(Json value, boolean writesJson);

  public Json.Obj of(Json.Obj output, boolean writesJson) {
    Json.Builder values = Json.object();
    output.members().forEach((name, value) -> values.put(name, of(value, writesJson)));
    return values.build();
  }
}
