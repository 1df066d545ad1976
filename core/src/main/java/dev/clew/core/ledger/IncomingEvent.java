package dev.clew.core.ledger;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody says of a run, before it is stamped and redacted: an event without an identity. A
/// format that clew takes in has a function that makes these; [Recorder#event(IncomingEvent)] is
/// their way into a ledger.
///
/// @param kind a [Kind] on the wire, or another word in snake_case
/// @param path the stage that it is about; null when it is about the run
/// @param tryNumber which execution of the stage, from 1
/// @param ts null when it is not said: then the time at which it is recorded
/// @param links where no invocation is said, that of the producer
/// @param trace where no trace is said, that of the producer
/// @param payload null when there is none
public record IncomingEvent(
    String kind,
    @Nullable StagePath path,
    @Nullable Integer tryNumber,
    String summary,
    @Nullable Timestamp ts,
    @Nullable Duration duration,
    @Nullable Severity severity,
    List<String> artifacts,
    Event.Links links,
    Event.Trace trace,
    Json.Obj attributes,
    @Nullable Payload payload) {
  public IncomingEvent {
    artifacts = List.copyOf(artifacts);
  }

  /// One that is being put together. Not thread-safe.
  public static final class Builder extends EventWords<Builder> {
    private Builder(String kind, String summary) {
      super(kind, summary);
    }

    @Override
    Builder self() {
      return this;
    }

    public IncomingEvent build() {
      return said();
    }
  }

  public static Builder of(Kind kind, String summary) {
    return new Builder(kind.wire(), summary);
  }

  /// @param kind in snake_case; need not be one that clew knows
  public static Builder of(String kind, String summary) {
    return new Builder(kind, summary);
  }
}
