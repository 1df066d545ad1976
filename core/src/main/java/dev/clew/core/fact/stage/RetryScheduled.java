package dev.clew.core.fact.stage;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A try ended, and another one is due.
///
/// The kinds: `stage_retry_scheduled`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record RetryScheduled(Json.Obj attributes) implements Fact {
  /// The reason of a delay that the policy says.
  public static final String BACKOFF = "backoff";

  /// The reason of a delay that the answer says.
  public static final String RATE_LIMIT = "rate_limit";

  public static final Attribute<Duration> DELAY =
      Attribute.millis("delay_ms", "When.").by(Writer.RUN);

  public static final Attribute<String> REASON =
      Attribute.text("reason", "`rate_limit` (the answer says when), `backoff`, `dependency`.")
          .by(Writer.RUN);

  public static final Attribute<String> BECAUSE =
      Attribute.text("because", "What the answer says.").by(Writer.RUN);

  public static final Attribute<Long> HTTP_STATUS =
      Attribute.whole("http_status", "The status of the answer; absent: none came.").by(Writer.RUN);

  public static final Attribute<SaidError> ERROR =
      Attribute.part("error", SaidError.TYPE, "What went wrong; absent: nothing did.")
          .by(Writer.RUN);

  public static final FactType TYPE =
      new FactType(
          "RetryScheduled",
          List.of(Kind.STAGE_RETRY_SCHEDULED),
          "A try ended, and another one is due.",
          List.of(DELAY, REASON, BECAUSE, HTTP_STATUS, ERROR));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static RetryScheduled from(Event event) {
    return new RetryScheduled(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable Duration delay() {
    return get(DELAY);
  }

  public @Nullable String reason() {
    return get(REASON);
  }

  public @Nullable String because() {
    return get(BECAUSE);
  }

  public @Nullable Long httpStatus() {
    return get(HTTP_STATUS);
  }

  public @Nullable SaidError error() {
    return get(ERROR);
  }
}
