package dev.clew.storesql;

import dev.clew.core.ledger.Intake;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import dev.clew.store.Assignment;
import dev.clew.store.ExecutedDefinition;
import dev.clew.store.PayloadsExpired;
import dev.clew.store.RunEntry;
import dev.clew.store.RunEntryFold;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// A run that events are written to, as the writer knows it: it decides about the next event
/// without asking the database. Not thread-safe.
public final class ActiveRun {
  /// Of a run without events.
  private static final int OWN_WEIGHT = 20;

  private final LedgerId id;
  private final long number;
  private final Intake intake;
  private final RunEntryFold fold = new RunEntryFold();
  private final Set<ExecutedDefinition> written = new HashSet<>();

  private boolean isEntryDue = true;
  private long receivedMicros;

  public ActiveRun(LedgerId id, long number) {
    this.id = id;
    this.number = number;
    this.intake = new Intake(id);
  }

  public LedgerId id() {
    return id;
  }

  public Intake intake() {
    return intake;
  }

  /// Of its row in the table of runs.
  public long number() {
    return number;
  }

  /// Takes a row that was written, or was read back.
  void take(Row row) {
    intake.commit(row);
    isEntryDue |= fold.take(row);
    if (!PayloadsExpired.is(row)) {
      receivedMicros = Micros.of(row.receivedAt().instant());
    }
  }

  /// Whether the table of runs may have to say more of it than its size.
  boolean isEntryDue() {
    return isEntryDue;
  }

  void entryWritten() {
    isEntryDue = false;
    written.addAll(fold.definitions());
  }

  RunEntry entry() {
    return fold.entry(id.runId());
  }

  /// @param entry the newest of it
  Assignment assignment(RunEntry entry) {
    return fold.assignment(entry.status());
  }

  /// What it executed and no row says yet.
  Set<ExecutedDefinition> newDefinitions() {
    Set<ExecutedDefinition> more = new HashSet<>(fold.definitions());
    more.removeAll(written);
    return more;
  }

  long receivedMicros() {
    return receivedMicros;
  }

  /// Where events stand, by their ids: the first of each. Those that it does not have are left out.
  public Map<String, Long> offsets(Set<String> eventIds) {
    Map<String, Long> offsets = new HashMap<>();
    for (String id : eventIds) {
      Long offset = intake.offsetOf(id);
      if (offset != null) {
        offsets.put(id, offset);
      }
    }
    return offsets;
  }

  /// How much it remembers, in events.
  long weight() {
    return OWN_WEIGHT + intake.next() + fold.kept();
  }
}
