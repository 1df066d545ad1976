package dev.clew.storepostgres;

import dev.clew.core.ledger.LedgerId;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import dev.clew.storetck.AssignmentContract;
import dev.clew.storetck.BlobContract;
import dev.clew.storetck.FindingContract;
import dev.clew.storetck.RemovalContract;
import dev.clew.storetck.RunStoreContract;
import dev.clew.storetck.StoredLedgerContract;
import java.time.InstantSource;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRunStoreContractTest {
  @Nested
  class Store extends RunStoreContract {
    @RegisterExtension private final TestDatabase database = new TestDatabase();

    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return database.open(PostgresOptions.of(clock, identities));
    }
  }

  @Nested
  class Assignments extends AssignmentContract {
    @RegisterExtension private final TestDatabase database = new TestDatabase();

    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return database.open(PostgresOptions.of(clock, identities));
    }
  }

  @Nested
  class Findings extends FindingContract {
    @RegisterExtension private final TestDatabase database = new TestDatabase();

    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return database.open(PostgresOptions.of(clock, identities));
    }
  }

  @Nested
  class Files extends BlobContract {
    @RegisterExtension private final TestDatabase database = new TestDatabase();

    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return database.open(PostgresOptions.of(clock, identities));
    }
  }

  @Nested
  class Removals extends RemovalContract {
    @RegisterExtension private final TestDatabase database = new TestDatabase();

    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return database.open(PostgresOptions.of(clock, identities));
    }
  }

  @Nested
  class Ledgers extends StoredLedgerContract {
    @RegisterExtension private final TestDatabase database = new TestDatabase();

    @Override
    protected RunStore open(InstantSource clock, Function<RunKey, LedgerId> identities) {
      return database.open(PostgresOptions.of(clock, identities));
    }
  }
}
