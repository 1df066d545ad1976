package dev.clew.core.ledger;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// All who follow a ledger, for those who implement one. Thread-safe.
public final class Followers {
  private final List<Following> all = new CopyOnWriteArrayList<>();

  /// @param from the offset of the first row that [#tell] will tell
  public Following add(long from, Consumer<Row> follower) {
    Following following = new Following(this, from, follower);
    all.add(following);
    return following;
  }

  public void tell(Row row) {
    for (Following following : all) {
      following.tell(row);
    }
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  void remove(Following following) {
    all.remove(following);
  }
}
