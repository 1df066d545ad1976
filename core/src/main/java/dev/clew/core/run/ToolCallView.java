package dev.clew.core.run;

import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import java.time.Duration;
import java.util.Set;
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
    ToolCallStarted started,
    @Nullable ToolCallEnded ended,
    long startedOffset,
    @Nullable Long endedOffset) {

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  public enum Status {
    RUNNING,
    COMPLETED,
    FAILED,
    UNCLOSED;

    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Whether it is the process that the whole attempt runs in (`clew exec`).
  public boolean wraps() {
    return started.wraps();
  }

  public String method() {
    return started.method();
  }

  public String url() {
    return started.url();
  }

  /// The status of the answer; null when none came.
  public @Nullable Integer httpStatus() {
    ToolCallEnded answer = ended;
    Long status = answer == null ? null : answer.httpStatus();
    return status == null ? null : Math.clamp(status, 0, 999);
  }

  /// What it did outside, as far as HTTP says (RFC 9110 §9.2.1, §15): a safe method has no effect;
  /// an unsafe one is committed by a 2xx and by a 303, which points to the result. Other redirects
  /// did nothing yet. Statuses that say that the request was not even accepted are no effect;
  /// whatever else it is answered with, or nothing, leaves it unknown: a 402 can stand for
  /// something that was begun. A call of another type has only the effects that its producer
  /// reports.
  public EffectView.State effect() {
    if (isSafe() || !started.get(ToolCallStarted.CALL_TYPE, "http").equals("http")) {
      return EffectView.State.NONE;
    }
    Integer answer = httpStatus();
    if (answer == null) {
      return ended != null && ended.sentNothing()
          ? EffectView.State.NOT_COMMITTED
          : EffectView.State.UNKNOWN;
    }
    return switch (answer) {
      case 400,
          401,
          403,
          404,
          405,
          406,
          411,
          412,
          413,
          414,
          415,
          417,
          421,
          422,
          426,
          428,
          429,
          431 ->
          EffectView.State.NOT_COMMITTED;
      case 300, 301, 302, 304, 305, 307, 308 -> EffectView.State.NONE;
      default -> answer < 400 ? EffectView.State.COMMITTED : EffectView.State.UNKNOWN;
    };
  }

  /// As its producer says it, else by its method (RFC 9110 §9.2.1).
  private boolean isSafe() {
    return started.get(ToolCallStarted.SAFE, SAFE_METHODS.contains(method()));
  }
}
