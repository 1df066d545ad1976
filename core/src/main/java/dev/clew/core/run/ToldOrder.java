package dev.clew.core.run;

import dev.clew.core.event.Event;
import dev.clew.core.ledger.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of an attempt in the order in which each producer told them, for what is made of them:
/// batches may overtake each other on their way. Between producers the order is that of the ledger;
/// what has the same number stays as it came. Not thread-safe.
final class ToldOrder {
  private static final Comparator<Row> BY_NUMBER =
      Comparator.comparingLong(row -> row.event().identity().seq());

  private final Map<Life, Long> newest = new HashMap<>();
  private @Nullable Life life;
  private long number;
  private boolean isBroken;

  /// One life of a producer, which counts its events.
  private record Life(String producer, long epoch) {
    boolean isOf(Event.Identity event) {
      return epoch == event.epoch() && producer.equals(event.producer());
    }

    static Life of(Event.Identity event) {
      return new Life(event.producer(), event.epoch());
    }
  }

  /// Looks at the next row. Mostly one follows another of the same life.
  void take(Row row) {
    Event.Identity event = row.event().identity();
    Life current = life;
    if (current == null || !current.isOf(event)) {
      if (current != null) {
        newest.put(current, number);
      }
      current = Life.of(event);
      life = current;
      number = newest.getOrDefault(current, Long.MIN_VALUE);
    }
    isBroken |= event.seq() < number;
    number = Math.max(number, event.seq());
  }

  /// Whether a row came after one that its producer told later.
  boolean isBroken() {
    return isBroken;
  }

  /// The rows of each life in their order, in the places that they have among the others.
  static List<Row> of(List<Row> rows) {
    Map<Life, List<Row>> told = new HashMap<>();
    for (Row row : rows) {
      told.computeIfAbsent(Life.of(row.event().identity()), any -> new ArrayList<>()).add(row);
    }
    told.values().forEach(its -> its.sort(BY_NUMBER));
    Map<Life, Integer> next = new HashMap<>();
    List<Row> ordered = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Life its = Life.of(row.event().identity());
      int at = next.merge(its, 1, Integer::sum) - 1;
      ordered.add(told.getOrDefault(its, List.of()).get(at));
    }
    return ordered;
  }
}
