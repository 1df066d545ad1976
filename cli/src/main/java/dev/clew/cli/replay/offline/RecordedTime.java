package dev.clew.cli.replay.offline;

import dev.clew.core.ledger.Row;
import dev.clew.core.run.Event;
import dev.clew.core.run.Kind;
import dev.clew.core.run.Millis;
import dev.clew.core.run.StagePath;
import dev.clew.engine.Stopwatch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/// The readings of the clocks that were taken for a recording, by the row that is written next.
/// When the rows go another way, the newest reading stands.
final class RecordedTime implements Stopwatch {
  private final List<Row> rows;
  private final IntSupplier next;
  private final Map<StagePath, Duration> started = new HashMap<>();
  private Duration newest = Duration.ZERO;

  /// @param next the offset of the row that is written next, as [MemoryLedger#size]
  RecordedTime(List<Row> rows, IntSupplier next) {
    this.rows = rows;
    this.next = next;
  }

  InstantSource produced() {
    return () -> row().event().ts().instant();
  }

  InstantSource received() {
    return () -> row().receivedAt().instant();
  }

  private Row row() {
    return rows.get(Math.min(next.getAsInt(), rows.size() - 1));
  }

  @Override
  public Duration elapsed() {
    Event event = row().event();
    Duration said = Millis.in(event.attributes(), "elapsed_ms");
    StagePath path = event.path();
    Duration took = event.duration();
    if (said != null) {
      newest = said;
      if (path != null && event.is(Kind.STAGE_STARTED)) {
        started.put(path, said);
      }
    } else if (took != null) {
      newest = path == null ? took : started.getOrDefault(path, Duration.ZERO).plus(took);
    }
    return newest;
  }
}
