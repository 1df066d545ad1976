package dev.clew.storetck;

import dev.clew.core.ledger.LedgerId;
import dev.clew.store.MemoryRunStore;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.time.InstantSource;
import java.util.function.Function;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MemoryRunStoreTest {
  @Nested
  class Store extends RunStoreContract {
    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return new MemoryRunStore(clock, identities);
    }

    @Override
    @Test
    @Disabled("it keeps nothing")
    protected void open_again_hasEverything() {}

    @Override
    @Test
    @Disabled("it keeps nothing")
    protected void open_again_goesOnWhereItWas() {}
  }

  @Nested
  class Assignments extends AssignmentContract {
    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return new MemoryRunStore(clock, identities);
    }
  }

  @Nested
  class Findings extends FindingContract {
    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return new MemoryRunStore(clock, identities);
    }
  }

  @Nested
  class Files extends BlobContract {
    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return new MemoryRunStore(clock, identities);
    }

    @Override
    protected void goOn() {}

    @Override
    @Test
    @Disabled("it keeps nothing")
    protected void open_again_hasEverything() {}
  }

  @Nested
  class Removals extends RemovalContract {
    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return new MemoryRunStore(clock, identities);
    }

    @Override
    @Test
    @Disabled("it keeps nothing")
    protected void open_again_isStillRemoved() {}
  }

  @Nested
  class Ledgers extends StoredLedgerContract {
    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return new MemoryRunStore(clock, identities);
    }
  }
}
