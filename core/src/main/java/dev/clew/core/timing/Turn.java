package dev.clew.core.timing;

import dev.clew.core.event.Event;
import dev.clew.core.ledger.Row;
import org.jspecify.annotations.Nullable;

/// Which of two events was first. Those that one producer read from its own clock are in the order
/// in which it counted them, even if the clock went back between them. All others go by the times
/// that they say, and by their rows only where these are equal: a row that came late is not late
/// work.
final class Turn {
  private Turn() {}

  static boolean isBefore(Row one, Row other) {
    Event first = one.event();
    Event second = other.event();
    int order = first.ts().compareTo(second.ts());
    boolean isCountedBefore = first.seq() < second.seq();
    if (order != 0 && order < 0 == isCountedBefore) {
      return isCountedBefore;
    }
    if (Reading.areOfOneClock(Reading.of(first), Reading.of(second))) {
      return isCountedBefore;
    }
    return order == 0 ? one.offset() < other.offset() : order < 0;
  }

  static Row earlier(@Nullable Row known, Row row) {
    return known == null || isBefore(row, known) ? row : known;
  }

  static Row later(@Nullable Row known, Row row) {
    return known == null || isBefore(known, row) ? row : known;
  }
}
