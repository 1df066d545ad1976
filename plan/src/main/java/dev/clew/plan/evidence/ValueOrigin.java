package dev.clew.plan.evidence;

import dev.clew.core.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a value came from. Edges of the stage graph and "where each came from" in a report are
/// drawn from these.
public sealed interface ValueOrigin {
  Json.Obj toJson();

  /// @param source who supplied the value, such as `--input` or a file's name
  record Input(String name, String source) implements ValueOrigin {
    @Override
    public Json.Obj toJson() {
      return named("input", name).build();
    }
  }

  record Environment(String name) implements ValueOrigin {
    @Override
    public Json.Obj toJson() {
      return named("env", name).build();
    }
  }

  /// @param stage the stage's path in its display form
  record StageOutput(String stage, String key) implements ValueOrigin {
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
  record StageResponse(String stage, String part) implements ValueOrigin {
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
  record Literal() implements ValueOrigin {
    @Override
    public Json.Obj toJson() {
      return Json.object().put("kind", "literal").build();
    }
  }

  /// A variable that was made before the first stage, or that a stage has set.
  record Global(String name) implements ValueOrigin {
    @Override
    public Json.Obj toJson() {
      return named("global", name).build();
    }
  }

  /// An entry of the shared context, or the item or index of a loop.
  record Context(String name) implements ValueOrigin {
    @Override
    public Json.Obj toJson() {
      return named("context", name).build();
    }
  }

  /// A derived value.
  ///
  /// @param uses what it was derived from, with their values: a reader that follows origins finds
  ///   every stage and environment variable that it depends on
  record Variable(String name, List<Use> uses) implements ValueOrigin {
    public Variable {
      uses = List.copyOf(uses);
    }

    @Override
    public Json.Obj toJson() {
      return named("var", name).put("uses", Use.toJson(uses)).build();
    }
  }

  /// Text, or a list or object, that names are a part of.
  record Composed(List<Use> uses) implements ValueOrigin {
    public Composed {
      uses = List.copyOf(uses);
    }

    @Override
    public Json.Obj toJson() {
      return Json.object().put("kind", "template").put("uses", Use.toJson(uses)).build();
    }
  }

  /// The clock.
  ///
  /// @param name `datetime.utcnow`
  /// @param at what it read, before an offset was added
  /// @param zone how far the local time was from UTC
  record SystemTime(String name, Instant at, ZoneOffset zone) implements ValueOrigin {
    @Override
    public Json.Obj toJson() {
      return named("system", name).put("at", at.toString()).put("zone", zone.getId()).build();
    }
  }

  /// Drawn. The same again for the same draws, arguments and clock.
  ///
  /// @param name `number`
  /// @param at what the clock read; null when it was not asked
  /// @param uses the arguments that are no literals
  record Random(String name, @Nullable Instant at, List<Use> uses) implements ValueOrigin {
    public Random {
      uses = List.copyOf(uses);
    }

    @Override
    public Json.Obj toJson() {
      Json.Builder json = named("random", name);
      if (at != null) {
        json.put("at", at.toString());
      }
      if (!uses.isEmpty()) {
        json.put("uses", Use.toJson(uses));
      }
      return json.build();
    }
  }

  /// Of a child workflow.
  ///
  /// @param stage the path of the stage that ran it
  /// @param field `output.KEY`, `result.status` or `result.message`
  record WorkflowValue(String stage, String field) implements ValueOrigin {
    @Override
    public Json.Obj toJson() {
      return Json.object()
          .put("kind", "workflow")
          .put("stage", stage)
          .put("field", "workflow." + field)
          .build();
    }
  }

  private static Json.Builder named(String kind, String name) {
    return Json.object().put("kind", kind).put("name", name);
  }
}
