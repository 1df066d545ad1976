package dev.clew.core.ledger;

import dev.clew.core.event.Event;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.OverLimit;
import dev.clew.core.json.Json;

/// What a ledger takes in the place of an event that is over a limit.
final class SmallEvent {
  /// A value that is longer, in characters of JSON, is left out.
  private static final int LARGE_CHARS = 4 << 10;

  private SmallEvent() {}

  /// Without its payload and its large attributes; `over_limit` takes their place.
  static Event of(Event event, Appended.OverLimit over) {
    Json.Obj reached =
        new Attributes()
            .with(OverLimit.CODE, over.code())
            .with(OverLimit.LIMIT, over.limit())
            .with(OverLimit.ACTUAL, over.actual())
            .with(OverLimit.WHERE, over.where())
            .build();
    return event
        .change()
        .keeping(value -> isSmall(value, over))
        .attribute(AnyEvent.OVER_LIMIT.name(), reached)
        .rawRef(null)
        .build();
  }

  private static boolean isSmall(Json value, Appended.OverLimit over) {
    boolean isScalar = !(value instanceof Json.Arr) && !(value instanceof Json.Obj);
    return (isScalar || !over.code().equals(Measured.EVENT_DEPTH))
        && value.toString().length() <= LARGE_CHARS;
  }

  /// Cuts what is redacted, and not before: a part of a secret would not be recognised.
  static RedactedEvent withShortSummary(RedactedEvent redacted) {
    String summary = redacted.event().summary();
    if (summary.length() <= LARGE_CHARS) {
      return redacted;
    }
    int end = Character.isHighSurrogate(summary.charAt(LARGE_CHARS - 1)) ? 1 : 0;
    String cut = summary.substring(0, LARGE_CHARS - end) + "…";
    return new RedactedEvent(redacted.event().change().summary(cut).build(), redacted.payload());
  }
}
