package dev.clew.core.ledger;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A ledger in memory: nothing is durable. For tests, for offline verification, and as the plainest
/// example of the port. Thread-safe.
public final class MemoryLedger implements Ledger {
  private final LedgerId id;
  private final InstantSource clock;
  private final Intake intake;
  private final List<Row> rows = new ArrayList<>();

  public MemoryLedger(LedgerId id, InstantSource clock) {
    this.id = id;
    this.clock = clock;
    this.intake = new Intake(id);
  }

  @Override
  public LedgerId id() {
    return id;
  }

  @Override
  public synchronized Appended append(RedactedEvent event) {
    Appended appended = intake.admit(event, Timestamp.of(clock.instant()));
    if (appended instanceof Appended.Stored(Row row, String text)) {
      rows.add(row);
      intake.commit(row);
    }
    return appended;
  }

  /// The rows so far, in the order of their offsets.
  public synchronized List<Row> rows() {
    return List.copyOf(rows);
  }

  /// The newest of the rows that are like that; null when there is none.
  public synchronized @Nullable Row last(Predicate<Row> like) {
    for (int at = rows.size() - 1; at >= 0; at--) {
      if (like.test(rows.get(at))) {
        return rows.get(at);
      }
    }
    return null;
  }

  /// How many rows there are.
  public synchronized int size() {
    return rows.size();
  }

  /// The hash of the newest row.
  public synchronized Digest head() {
    return intake.head();
  }

  @Override
  public void sync() {}

  @Override
  public void close() {}
}
