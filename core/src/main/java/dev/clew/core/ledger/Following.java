package dev.clew.core.ledger;

import java.util.function.Consumer;

/// One who is told the new rows of a ledger, until this is closed. Thread-safe.
public final class Following implements AutoCloseable {
  private final Followers all;
  private final long from;
  private final Consumer<Row> follower;

  Following(Followers all, long from, Consumer<Row> follower) {
    this.all = all;
    this.from = from;
    this.follower = follower;
  }

  /// The offset of the first row that is told.
  public long from() {
    return from;
  }

  void tell(Row row) {
    follower.accept(row);
  }

  /// A row that is written at the same time may still be told.
  @Override
  public void close() {
    all.remove(this);
  }
}
