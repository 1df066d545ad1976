package dev.clew.core.run;

import dev.clew.core.event.Event;
import dev.clew.core.fact.AnyEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long a stage took: from the start of its first try to its end, with all the tries and waits
/// between. The event that ends it measures only the try that it ends.
///
/// @param first the event that started its first try
/// @param last the event that started its last try, which may be the first
public record StageSpan(Event first, Event last) {

  /// Null when nobody measured it, or when the clock went backwards.
  public @Nullable Duration until(Event end) {
    if (first.equals(last)) {
      return AttemptFold.elapsed(end.duration(), first.ts(), end.ts());
    }
    Duration from = AnyEvent.from(first).elapsed();
    Duration to = AnyEvent.from(last).elapsed();
    Duration measured = end.duration();
    return from == null || to == null || measured == null || to.compareTo(from) < 0
        ? AttemptFold.elapsed(null, first.ts(), end.ts())
        : to.minus(from).plus(measured);
  }
}
