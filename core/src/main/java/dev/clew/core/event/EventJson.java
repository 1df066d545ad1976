package dev.clew.core.event;

import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An event on the wire: snake_case members, absent ones left out, the stage by its display path.
public final class EventJson {
  private static final int TYPICAL_CHARS = 1024;

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

  /// The canonical text of [#write], without the object: its members are known, and their order.
  public static String canonical(Event event) {
    return canonical(event, Set.of());
  }

  /// The same without some of the members that are texts or whole numbers.
  ///
  /// @param without names of members
  public static String canonical(Event event, Set<String> without) {
    StringBuilder out = new StringBuilder(TYPICAL_CHARS).append('{');
    if (!event.artifacts().isEmpty()) {
      Canonical.append(Json.strings(event.artifacts()), named("artifacts", out));
    }
    text("attempt_id", event.attemptId(), without, out);
    if (!event.attributes().members().isEmpty()) {
      Canonical.append(event.attributes(), named("attributes", out));
    }
    value("duration_ms", Millis.ofNullable(event.duration()), out);
    if (!without.contains("epoch")) {
      named("epoch", out).append(event.epoch());
    }
    text("event_id", event.eventId(), without, out);
    text("invocation_id", event.invocationId(), without, out);
    text("kind", event.kind(), without, out);
    text("namespace", event.namespace(), without, out);
    text("parent_span_id", event.parentSpanId(), without, out);
    text("producer", event.producer(), without, out);
    text("raw_ref", event.rawRef(), without, out);
    text("run_id", event.runId(), without, out);
    named("seq", out).append(event.seq());
    text("severity", event.severity() == null ? null : event.severity().wire(), without, out);
    text("span_id", event.spanId(), without, out);
    text("stage", event.path() == null ? null : event.path().toString(), without, out);
    text("summary", event.summary(), without, out);
    text("tool_call_id", event.toolCallId(), without, out);
    text("trace_id", event.traceId(), without, out);
    if (event.tryNumber() != null) {
      named("try", out).append(event.tryNumber().intValue());
    }
    text("ts", event.ts().toString(), without, out);
    text("workspace_id", event.workspaceId(), without, out);
    return out.append('}').toString();
  }

  private static void text(
      String name, @Nullable String value, Set<String> without, StringBuilder out) {
    if (value != null && !without.contains(name)) {
      Canonical.append(value, named(name, out));
    }
  }

  private static void value(String name, @Nullable Json value, StringBuilder out) {
    if (value != null) {
      Canonical.append(value, named(name, out));
    }
  }

  private static StringBuilder named(String name, StringBuilder out) {
    if (out.length() > 1) {
      out.append(',');
    }
    return out.append('"').append(name).append("\":");
  }

  /// @throws IllegalArgumentException when a required member is missing or of the wrong type
  public static Event read(Json.Obj wire) {
    return read(wire, Json.EMPTY_OBJECT);
  }

  /// The same of an event that stands with others, and has what they all say from them.
  ///
  /// @param shared members that the event lacks, texts or whole numbers
  /// @throws IllegalArgumentException when a required member is missing or of the wrong type
  public static Event read(Json.Obj wire, Json.Obj shared) {
    String stage = wire.text("stage");
    String severity = wire.text("severity");
    Event.Identity identity =
        new Event.Identity(
            required(wire, "event_id"),
            required(holderOf("namespace", wire, shared), "namespace"),
            required(holderOf("run_id", wire, shared), "run_id"),
            required(holderOf("attempt_id", wire, shared), "attempt_id"),
            required(holderOf("producer", wire, shared), "producer"),
            requiredWhole(holderOf("epoch", wire, shared), "epoch"),
            requiredWhole(wire, "seq"));
    return Event.of(identity, Timestamp.parse(required(wire, "ts")), required(wire, "kind"))
        .stage(stage == null ? null : StagePath.parse(stage), tryNumber(wire))
        .summary(wire.text("summary", ""))
        .took(Millis.exactly(wire, "duration_ms"))
        .severity(severity == null ? null : Severity.parse(severity))
        .artifacts(strings(wire.list("artifacts")))
        .links(
            Event.Links.of(
                wire.text("tool_call_id"),
                holderOf("invocation_id", wire, shared).text("invocation_id"),
                holderOf("workspace_id", wire, shared).text("workspace_id")))
        .trace(
            Event.Trace.of(
                holderOf("trace_id", wire, shared).text("trace_id"),
                wire.text("span_id"),
                wire.text("parent_span_id")))
        .attributes(wire.object("attributes"))
        .rawRef(wire.text("raw_ref"))
        .build();
  }

  private static Json.Obj holderOf(String name, Json.Obj wire, Json.Obj shared) {
    return shared.has(name) ? shared : wire;
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
