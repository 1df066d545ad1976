package dev.clew.workflow.template;

import dev.clew.core.json.Json;

/// Where a value came from. Edges of the stage graph and "where each came from" in a report are
/// drawn from these.
public sealed interface Origin {
  Json.Obj toJson();

  /// @param source who supplied the value, such as `--input` or a file's name
  record Input(String name, String source) implements Origin {
    @Override
    public Json.Obj toJson() {
      return Json.object().put("kind", "input").put("name", name).build();
    }
  }

  record Environment(String name) implements Origin {
    @Override
    public Json.Obj toJson() {
      return Json.object().put("kind", "env").put("name", name).build();
    }
  }

  /// @param stage the stage's path in its display form
  record StageOutput(String stage, String key) implements Origin {
    @Override
    public Json.Obj toJson() {
      return Json.object()
          .put("kind", "stage")
          .put("stage", stage)
          .put("field", "output." + key)
          .build();
    }
  }

  /// @param part `status`, `headers.X`, `body` or `body.path`
  record StageResponse(String stage, String part) implements Origin {
    @Override
    public Json.Obj toJson() {
      return Json.object()
          .put("kind", "response")
          .put("stage", stage)
          .put("field", "response." + part)
          .build();
    }
  }

  /// Written in the workflow itself.
  record Literal() implements Origin {
    @Override
    public Json.Obj toJson() {
      return Json.object().put("kind", "literal").build();
    }
  }
}
