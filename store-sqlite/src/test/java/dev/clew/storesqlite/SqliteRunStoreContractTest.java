package dev.clew.storesqlite;

import dev.clew.core.ledger.LedgerId;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import dev.clew.storetck.AssignmentContract;
import dev.clew.storetck.BlobContract;
import dev.clew.storetck.FindingContract;
import dev.clew.storetck.RemovalContract;
import dev.clew.storetck.RunStoreContract;
import dev.clew.storetck.StoredLedgerContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteRunStoreContractTest {
  @Nested
  class Store extends RunStoreContract {
    @TempDir private Path folder;

    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return SqliteRunStore.open(folder, SqliteOptions.of(clock, identities));
    }
  }

  @Nested
  class Assignments extends AssignmentContract {
    @TempDir private Path folder;

    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return SqliteRunStore.open(folder, SqliteOptions.of(clock, identities));
    }
  }

  @Nested
  class Findings extends FindingContract {
    @TempDir private Path folder;

    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return SqliteRunStore.open(folder, SqliteOptions.of(clock, identities));
    }
  }

  @Nested
  class Files extends BlobContract {
    @TempDir private Path folder;

    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return SqliteRunStore.open(folder, SqliteOptions.of(clock, identities));
    }
  }

  @Nested
  class Removals extends RemovalContract {
    @TempDir private Path folder;

    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return SqliteRunStore.open(folder, SqliteOptions.of(clock, identities));
    }
  }

  @Nested
  class Ledgers extends StoredLedgerContract {
    @TempDir private Path folder;

    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return SqliteRunStore.open(folder, SqliteOptions.of(clock, identities));
    }
  }
}
