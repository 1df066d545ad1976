package dev.clew.storetck;

import dev.clew.core.ledger.LedgerId;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What the contracts of stores have in common: each test has a store of its own, which is open.
public abstract class OpenedStoreContract {
  private @Nullable RunStore opened;

  /// Opens the store of this test; for the second time in a test it is the same one again, with all
  /// that it took.
  ///
  /// @param clock what it reads when it takes events
  /// @param identities of ledgers that begin
  protected abstract RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities)
      throws IOException;

  /// What the store of this test reads.
  InstantSource clock() {
    return TestStores.CLOCK;
  }

  @BeforeEach
  void open() throws IOException {
    opened = open(clock(), TestStores.IDENTITIES);
  }

  @AfterEach
  void close() {
    store().close();
  }

  final RunStore store() {
    if (opened == null) {
      throw new IllegalStateException("no test has begun");
    }
    return opened;
  }

  /// A kind of store that keeps nothing overrides the tests that call this.
  final void reopen() throws IOException {
    store().close();
    open();
  }
}
