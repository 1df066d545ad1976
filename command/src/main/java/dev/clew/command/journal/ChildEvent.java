package dev.clew.command.journal;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.Vocabulary;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.document.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An event that the command itself reports with a line `::clew {json}` (docs/events.md).
public final class ChildEvent {
  public static final String MARK = "::clew ";

  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  /// What tells its events from those of clew.
  private static final String REPORTED_BY = "child";

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
          "span_id",
          "parent_span_id",
          "attributes");

  private final Json.Obj line;

  private ChildEvent(Json.Obj line) {
    this.line = line;
  }

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
  public static ChildEvent parse(String text) throws Invalid {
    Json json;
    try {
      json = JsonText.parse(text.strip());
    } catch (JsonText.Malformed e) {
      throw new Invalid("not JSON: " + e.getMessage());
    }
    if (!(json instanceof Json.Obj object)) {
      throw new Invalid("not a JSON object");
    }
    String kind = object.text("kind");
    if (kind == null || !KIND.matcher(kind).matches()) {
      throw new Invalid("it has no kind in snake_case");
    }
    // Only by this name: a worker that runs as a command may say of itself what the others say.
    Kind known = Kind.of(kind);
    if (known != null && known.wire().equals(kind) && Vocabulary.isOfClewAlone(known)) {
      throw new Invalid("only clew itself says " + kind);
    }
    ChildEvent event = new ChildEvent(object);
    event.check();
    return event;
  }

  private void check() throws Invalid {
    try {
      stage();
      time();
      severity();
      duration();
      tryNumber();
    } catch (IllegalArgumentException e) {
      throw new Invalid(String.valueOf(e.getMessage()));
    }
  }

  public String kind() {
    return line.text("kind", "");
  }

  public List<String> artifacts() {
    return line.list("artifacts").stream()
        .filter(Json.Str.class::isInstance)
        .map(id -> ((Json.Str) id).value())
        .toList();
  }

  /// What it says if it is about an artifact. Its kind is not looked at.
  public ArtifactWritten artifact() {
    return new ArtifactWritten(attributes());
  }

  private Json.Obj attributes() {
    Json.Builder more = Json.object().putAll(line.object("attributes"));
    line.members()
        .forEach((name, value) -> {
          if (!ENVELOPE.contains(name)) {
            more.put(name, value);
          }
        });
    return new Attributes().withAll(more.build()).with(AnyEvent.REPORTED_BY, REPORTED_BY).build();
  }

  /// @param cameAt the time of an event that does not say one
  public Recorder.Draft draft(Journal journal, Timestamp cameAt) {
    Recorder.Draft draft =
        journal.event(kind(), line.text("summary", kind().replace('_', ' '))).withAll(attributes());
    StagePath stage = stage();
    Integer tryNumber = tryNumber();
    if (stage != null && tryNumber != null) {
      draft.stage(stage, tryNumber);
    } else if (stage != null) {
      draft.stage(stage);
    }
    Timestamp time = time();
    draft.at(time == null ? cameAt : time);
    Severity severity = severity();
    if (severity != null) {
      draft.severity(severity);
    }
    draft.took(duration());
    artifacts().forEach(draft::artifact);
    String call = line.text("tool_call_id");
    if (call != null) {
      draft.toolCall(call);
    }
    String span = line.text("span_id");
    if (span != null) {
      draft.span(span, line.text("parent_span_id"));
    }
    return draft;
  }

  private @Nullable StagePath stage() {
    String stage = line.text("stage");
    return stage == null ? null : StagePath.parse(stage);
  }

  private @Nullable Timestamp time() {
    String time = line.text("ts");
    return time == null ? null : Timestamp.parse(time);
  }

  private @Nullable Severity severity() {
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

  private @Nullable Integer tryNumber() {
    Long number = line.whole("try");
    if (number == null) {
      return null;
    }
    if (number < 1 || number > 1_000_000) {
      throw new IllegalArgumentException("try counts from 1");
    }
    return number.intValue();
  }

  private @Nullable Duration duration() {
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
