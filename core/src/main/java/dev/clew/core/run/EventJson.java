package dev.clew.core.run;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event on the wire: snake_case members, absent ones left out, the stage by its display path.
public final class EventJson {
  private EventJson() {}

  public static Json.Obj write(Event event) {
    return Json.object()
        .put("event_id", event.eventId())
        .put("namespace", event.namespace())
        .put("run_id", event.runId())
        .put("attempt_id", event.attemptId())
        .put("producer", event.producer())
        .put("epoch", event.epoch())
        .put("seq", event.seq())
        .put("ts", event.ts().toString())
        .put("kind", event.kind())
        .put("stage", event.path() == null ? null : event.path().toString())
        .put("try", event.tryNumber())
        .put("summary", event.summary())
        .put("duration_ms", Millis.ofNullable(event.duration()))
        .put("severity", event.severity() == null ? null : event.severity().wire())
        .put("artifacts", event.artifacts().isEmpty() ? null : Json.strings(event.artifacts()))
        .put("tool_call_id", event.toolCallId())
        .put("invocation_id", event.invocationId())
        .put("workspace_id", event.workspaceId())
        .put("trace_id", event.traceId())
        .put("span_id", event.spanId())
        .put("parent_span_id", event.parentSpanId())
        .put("attributes", event.attributes().members().isEmpty() ? null : event.attributes())
        .put("raw_ref", event.rawRef())
        .build();
  }

  /// @throws IllegalArgumentException when a required member is missing or of the wrong type
  public static Event read(Json.Obj wire) {
    String stage = wire.text("stage");
    String severity = wire.text("severity");
    return new Event(
        required(wire, "event_id"),
        required(wire, "namespace"),
        required(wire, "run_id"),
        required(wire, "attempt_id"),
        required(wire, "producer"),
        requiredWhole(wire, "epoch"),
        requiredWhole(wire, "seq"),
        Timestamp.parse(required(wire, "ts")),
        required(wire, "kind"),
        stage == null ? null : StagePath.parse(stage),
        tryNumber(wire),
        wire.text("summary", ""),
        Millis.in(wire, "duration_ms"),
        severity == null ? null : Severity.parse(severity),
        strings(wire.list("artifacts")),
        wire.text("tool_call_id"),
        wire.text("invocation_id"),
        wire.text("workspace_id"),
        wire.text("trace_id"),
        wire.text("span_id"),
        wire.text("parent_span_id"),
        wire.object("attributes"),
        wire.text("raw_ref"));
  }

  private static @Nullable Integer tryNumber(Json.Obj wire) {
    Long number = wire.whole("try");
    if (number != null && (number < Integer.MIN_VALUE || number > Integer.MAX_VALUE)) {
      throw new IllegalArgumentException("event member 'try' is out of range: " + number);
    }
    return number == null ? null : number.intValue();
  }

  private static String required(Json.Obj wire, String name) {
    String value = wire.text(name);
    if (value == null) {
      throw new IllegalArgumentException("event member '" + name + "' is missing or not a string");
    }
    return value;
  }

  private static long requiredWhole(Json.Obj wire, String name) {
    Long value = wire.whole(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "event member '" + name + "' is missing or not a whole number");
    }
    return value;
  }

  private static List<String> strings(List<Json> items) {
    List<String> strings = new ArrayList<>(items.size());
    for (Json item : items) {
      if (item instanceof Json.Str string) {
        strings.add(string.value());
      }
    }
    return strings;
  }
}
