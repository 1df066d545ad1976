package dev.clew.redaction;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.document.JsonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Events to redact.
public final class TestEvents {
  private TestEvents() {}

  public static Event event(String summary, Json.Obj attributes) {
    return event("tool_call_completed", "onboard", summary, attributes);
  }

  public static Event event(Json.Obj attributes) {
    return event("POST /accounts answered 402", attributes);
  }

  public static Event event(String kind, String stage, String summary, Json.Obj attributes) {
    return Event.of(
            new Event.Identity(
                Event.idOf("demo", "att_1", "clew-run", 0, 7),
                "demo",
                "run_742",
                "att_1",
                "clew-run",
                0,
                7),
            Timestamp.parse("2026-11-22T13:09:44.380Z"),
            kind)
        .stage(StagePath.of(stage), 1)
        .summary(summary)
        .artifacts(List.of("artifact_087"))
        .toolCall("call_3")
        .trace(new Event.Trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", null))
        .attributes(attributes)
        .build();
  }

  static Event ofType(String contentType) {
    return event(Json.object().put("content_type", contentType).build());
  }

  static Json.Obj header(String name, String value) {
    return Json.object().put("name", name).put("value", value).build();
  }

  static Json.Obj headers(Json.Obj... headers) {
    return Json.object().put("headers", List.of(headers)).build();
  }

  public static Json.Obj json(String text) {
    return (Json.Obj) value(text);
  }

  static Json value(String text) {
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed e) {
      throw new AssertionError(text, e);
    }
  }

  public static String payload(SecretRedactor redactor, String contentType, String text) {
    return text(redactor.redact(ofType(contentType), Payload.of(text)));
  }

  static String text(RedactedEvent redacted) {
    Payload payload = redacted.payload();
    String text = payload == null ? null : payload.text();
    return text == null ? "" : text;
  }

  /// As a ledger would store it.
  static Row row(Event event, @Nullable Payload payload) {
    Digest digest = Row.digestOf(event);
    return new Row(3, event.ts(), Row.Verdict.ACCEPTED, event, digest, digest, payload);
  }

  /// All that would be on a disk, escaped as it would be and not escaped.
  static String stored(RedactedEvent redacted) {
    Json.Obj wire = RowJson.write(row(redacted.event(), redacted.payload()));
    StringBuilder out = new StringBuilder(wire.toString()).append('\n');
    strings(wire, out);
    return out.toString();
  }

  private static void strings(Json value, StringBuilder out) {
    switch (value) {
      case Json.Str string -> out.append(string.value()).append('\n');
      case Json.Arr array -> array.items().forEach(item -> strings(item, out));
      case Json.Obj object ->
          object
              .members()
              .forEach((name, member) -> {
                out.append(name).append('\n');
                strings(member, out);
              });
      case Json.Num number -> out.append(number.text()).append('\n');
      case Json.Null nothing -> {}
      case Json.Bool bool -> {}
    }
  }
}
