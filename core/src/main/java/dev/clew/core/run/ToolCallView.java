package dev.clew.core.run;

import dev.clew.core.json.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A timed call out of the run.
///
/// @param started what `tool_call_started` says: type, method, url, headers, body
/// @param ended what `tool_call_completed` or `tool_call_failed` says; null while neither has
/// @param status `running`, `completed` (an answer came), `failed` (none did), `unclosed` (nobody
///   is left who could say)
/// @param startedOffset the row of the start
/// @param endedOffset the row of the end; null while there is none
public record ToolCallView(
    String toolCallId,
    @Nullable StagePath path,
    int tryNumber,
    Status status,
    Timestamp startedAt,
    @Nullable Duration duration,
    Json.Obj started,
    Json.@Nullable Obj ended,
    long startedOffset,
    @Nullable Long endedOffset) {

  public enum Status {
    RUNNING,
    COMPLETED,
    FAILED,
    UNCLOSED;

    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public String method() {
    return started.text("method", "");
  }

  public String url() {
    return started.text("url", "");
  }

  /// The status of the answer; null when none came.
  public @Nullable Integer httpStatus() {
    Json.Obj answer = ended;
    Long status = answer == null ? null : answer.whole("http_status");
    return status == null ? null : Math.toIntExact(status);
  }

  /// What it did outside, as far as HTTP says (RFC 9110 §9.2.1, §15): a safe method has no effect;
  /// an unsafe one is committed by a 2xx or 3xx answer and refused by a 4xx; whatever ends without
  /// an answer, or with a 5xx, is unknown.
  public Effect effect() {
    if (started.flag("safe")) {
      return Effect.NONE;
    }
    Integer answer = httpStatus();
    if (answer == null) {
      return started.flag("sent_nothing") || (ended != null && ended.flag("sent_nothing"))
          ? Effect.NOT_COMMITTED
          : Effect.UNKNOWN;
    }
    if (answer < 400) {
      return Effect.COMMITTED;
    }
    return answer < 500 ? Effect.NOT_COMMITTED : Effect.UNKNOWN;
  }

  public enum Effect {
    NONE,
    COMMITTED,
    NOT_COMMITTED,
    UNKNOWN;

    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
