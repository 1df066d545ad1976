package dev.clew.store;

import dev.clew.core.event.Event;
import dev.clew.core.ledger.LedgerId;

/// Which run: its id alone names it only among those of its namespace.
public record RunKey(String namespace, String runId) {
  /// Of ledgers that a server keeps about itself. Nobody sends events there, and only who names it
  /// finds what is in it.
  public static final String SERVER_NAMESPACE = "clew.server";

  public RunKey {
    if (runId.isEmpty()) {
      throw new IllegalArgumentException("a run has an id");
    }
  }

  public static RunKey of(LedgerId ledger) {
    return new RunKey(ledger.namespace(), ledger.runId());
  }

  /// Of the run that an event is about.
  public static RunKey of(Event event) {
    return new RunKey(event.namespace(), event.runId());
  }

  @Override
  public String toString() {
    return namespace + "/" + runId;
  }
}
