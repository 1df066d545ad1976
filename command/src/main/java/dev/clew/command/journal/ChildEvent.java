package dev.clew.command.journal;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.Vocabulary;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.IncomingEvent;
import dev.clew.document.JsonText;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the events that the command itself reports with lines `::clew {json}` (docs/events.md).
public final class ChildEvent {
  public static final String MARK = "::clew ";

  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");

  /// What tells its events from those of clew.
  private static final String REPORTED_BY = "child";

  private static final String TRACE = "trace_id";

  private static final Set<String> ENVELOPE =
      Set.of(
          "kind",
          "stage",
          "try",
          "summary",
          "ts",
          "duration_ms",
          "severity",
          "artifacts",
          "tool_call_id",
          "invocation_id",
          "workspace_id",
          "span_id",
          "parent_span_id",
          "attributes");

  private ChildEvent() {}

  /// Whether such a line may be in these bytes.
  public static boolean isIn(byte[] bytes) {
    // The mark begins with two colons: one of them has an odd place.
    for (int at = 1; at < bytes.length; at += 2) {
      if (bytes[at] == ':' && (isAt(bytes, at) || isAt(bytes, at - 1))) {
        return true;
      }
    }
    return false;
  }

  /// Whether the mark of such a line stands there.
  public static boolean isAt(byte[] bytes, int from) {
    if (bytes.length - from < MARK.length()) {
      return false;
    }
    for (int at = 0; at < MARK.length(); at++) {
      if (bytes[from + at] != MARK.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  /// A line that is no event, and why.
  public static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    public Invalid(String why) {
      super(why);
    }
  }

  /// @param text what stands behind the mark
  public static IncomingEvent parse(String text) throws Invalid {
    Json json;
    try {
      json = JsonText.parse(text.strip());
    } catch (JsonText.Malformed e) {
      throw new Invalid("not JSON: " + e.getMessage());
    }
    if (!(json instanceof Json.Obj line)) {
      throw new Invalid("not a JSON object");
    }
    try {
      return event(line);
    } catch (IllegalArgumentException e) {
      throw new Invalid(String.valueOf(e.getMessage()));
    }
  }

  private static IncomingEvent event(Json.Obj line) throws Invalid {
    String kind = kind(line);
    IncomingEvent.Builder event =
        IncomingEvent.of(kind, line.text("summary", kind.replace('_', ' ')))
            .withAll(attributes(line))
            .took(duration(line))
            .severity(severity(line))
            .links(
                Event.Links.of(
                    line.text("tool_call_id"),
                    line.text("invocation_id"),
                    line.text("workspace_id")))
            .trace(trace(line));
    StagePath stage = stage(line);
    Integer tryNumber = tryNumber(line);
    if (stage != null) {
      event.stage(stage, tryNumber);
    }
    String time = line.text("ts");
    if (time != null) {
      event.at(Timestamp.parse(time));
    }
    for (Json id : line.list("artifacts")) {
      if (id instanceof Json.Str artifact) {
        event.artifact(artifact.value());
      }
    }
    return event.build();
  }

  private static String kind(Json.Obj line) throws Invalid {
    String kind = line.text("kind");
    if (kind == null || !KIND.matcher(kind).matches()) {
      throw new Invalid("it has no kind in snake_case");
    }
    // Only by this name: a worker that runs as a command may say of itself what the others say.
    Kind known = Kind.of(kind);
    if (known != null && known.wire().equals(kind) && Vocabulary.isOfClewAlone(known)) {
      throw new Invalid("only clew itself says " + kind);
    }
    return kind;
  }

  private static Json.Obj attributes(Json.Obj line) {
    boolean hasTrace = traceId(line) != null;
    Json.Builder more = Json.object().putAll(line.object("attributes"));
    line.members()
        .forEach((name, value) -> {
          if (!ENVELOPE.contains(name) && !(hasTrace && name.equals(TRACE))) {
            more.put(name, value);
          }
        });
    return new Attributes().withAll(more.build()).with(AnyEvent.REPORTED_BY, REPORTED_BY).build();
  }

  /// A parent is nobody's without a span.
  private static Event.Trace trace(Json.Obj line) {
    String span = line.text("span_id");
    return Event.Trace.of(traceId(line), span, span == null ? null : line.text("parent_span_id"));
  }

  /// Null when it is none of the W3C: what another tracer calls so stays an attribute.
  private static @Nullable String traceId(Json.Obj line) {
    String id = line.text(TRACE);
    return id != null && TRACE_ID.matcher(id).matches() ? id : null;
  }

  private static @Nullable StagePath stage(Json.Obj line) {
    String stage = line.text("stage");
    return stage == null ? null : StagePath.parse(stage);
  }

  private static @Nullable Severity severity(Json.Obj line) {
    String severity = line.text("severity");
    if (severity == null) {
      return null;
    }
    try {
      return Severity.valueOf(severity.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "severity is none of trace debug info warn error fatal", e);
    }
  }

  private static @Nullable Integer tryNumber(Json.Obj line) {
    Long number = line.whole("try");
    if (number == null) {
      return null;
    }
    if (number < 1 || number > 1_000_000) {
      throw new IllegalArgumentException("try counts from 1");
    }
    return number.intValue();
  }

  private static @Nullable Duration duration(Json.Obj line) {
    if (!(line.get("duration_ms") instanceof Json.Num number)) {
      return null;
    }
    double millis = Double.parseDouble(number.text());
    if (!(millis >= 0) || millis > 1e12) {
      throw new IllegalArgumentException("duration_ms is no duration");
    }
    return Duration.ofNanos(Math.round(millis * 1000) * 1000);
  }
}
