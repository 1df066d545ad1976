package dev.clew.core.timing;

import dev.clew.core.event.Event;
import org.jspecify.annotations.Nullable;

/// Whose clock was read for the time of an event, and as which of its events. Two readings of one
/// clock are in the order in which their producer counted them, whatever they say.
///
/// @param epoch of the producer; another one may be another machine
public record Reading(String producer, long epoch, long seq) {

  /// The clock of whoever asked for the run, who may have been anywhere.
  static final Reading OF_WHO_ASKED = new Reading("", 0, 0);

  /// Null for what a command tells of itself: it may have the time that it says.
  static @Nullable Reading of(Event event) {
    return Work.isToldByTheCommand(event)
        ? null
        : new Reading(event.producer(), event.epoch(), event.seq());
  }

  static boolean areOfOneClock(@Nullable Reading one, @Nullable Reading other) {
    return one != null
        && other != null
        && one.producer.equals(other.producer)
        && one.epoch == other.epoch;
  }
}
