package dev.clew.storetck;

import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.ledgertck.LedgerContract;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// What every ledger does, of a run in a store. A kind of store has a test that extends this beside
/// one that extends [RunStoreContract].
public abstract class StoredLedgerContract extends LedgerContract {
  private @Nullable RunStore store;

  /// As [OpenedStoreContract#open].
  protected abstract RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities)
      throws IOException;

  @Override
  protected final Ledger ledger(LedgerId id, InstantSource clock) throws IOException {
    RunStore opened = open(clock, TestStores.IDENTITIES);
    store = opened;
    return opened.begin(id);
  }

  @AfterEach
  void closeStore() {
    if (store != null) {
      store.close();
    }
  }
}
