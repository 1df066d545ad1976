package dev.clew.core.ledger;

import dev.clew.core.ClewException;
import dev.clew.core.event.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A ledger in memory: nothing is durable. For tests, for offline verification, and as the plainest
/// example of the port. Thread-safe.
public final class MemoryLedger implements Ledger {
  private final LedgerId id;
  private final InstantSource clock;
  private final Intake intake;
  private final List<Row> rows = new ArrayList<>();
  private final Followers followers = new Followers();
  private boolean isClosed;

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
  public synchronized Head head() {
    return new Head(intake.next(), intake.head());
  }

  @Override
  public synchronized Appended append(RedactedEvent event) {
    requireOpen();
    Appended appended = intake.admit(event, Timestamp.of(clock.instant()));
    if (appended instanceof Appended.Stored(Row row, String text)) {
      rows.add(row);
      intake.commit(row);
      followers.tell(row);
    }
    return appended;
  }

  @Override
  public synchronized List<Appended> append(List<RedactedEvent> events) {
    requireOpen();
    return events.stream().map(this::append).toList();
  }

  /// The rows so far, in the order of their offsets.
  public synchronized List<Row> rows() {
    return List.copyOf(rows);
  }

  @Override
  public synchronized List<Row> rows(long from, int limit) {
    int first = (int) Math.min(from, rows.size());
    return List.copyOf(rows.subList(first, first + Math.min(limit, rows.size() - first)));
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

  /// Forgets the payloads of the rows so far.
  public synchronized void dropPayloads() {
    rows.replaceAll(row -> row.withPayload(null));
  }

  @Override
  public synchronized Following follow(Consumer<Row> follower) {
    return followers.add(intake.next(), follower);
  }

  @Override
  public synchronized void sync() {
    requireOpen();
  }

  @Override
  public synchronized void close() {
    isClosed = true;
  }

  private void requireOpen() {
    if (isClosed) {
      throw new ClewException("the ledger of run " + id.runId() + " is closed");
    }
  }
}
