package dev.clew.ledgertck;

import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import java.time.InstantSource;

class MemoryLedgerTest extends LedgerContract {
  @Override
  protected Ledger ledger(LedgerId id, InstantSource clock) {
    return new MemoryLedger(id, clock);
  }
}
