package dev.clew.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.ledger.Intake;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.Row;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.util.HashSet;
import java.util.Set;

/// Ledgers that must be whole.
final class TestChains {
  private TestChains() {}

  /// @return the ids of its events, each of which is there once
  static Set<String> verified(RunStore store, RunKey run) {
    Ledger ledger = store.ledger(run).orElseThrow();
    Intake intake = new Intake(ledger.id());
    Set<String> ids = new HashSet<>();
    for (Row row : TestDatabase.rows(store, run)) {
      assertThat(intake.restore(row)).as(run.toString()).isNull();
      assertThat(ids.add(row.event().eventId())).as("%s once", row.event().eventId()).isTrue();
    }
    assertThat(ledger.head()).isEqualTo(new Ledger.Head(intake.next(), intake.head()));
    return ids;
  }
}
