package dev.clew.ledgerfile;

import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.ledgertck.LedgerContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/// A ledger that an older clew began is gone on with in its format.
class Format1ContractTest extends LedgerContract {
  @TempDir private Path directory;

  @Override
  protected Ledger ledger(LedgerId id, InstantSource clock) {
    LedgerHeader header = new LedgerHeader(1, id);
    return FileLedger.create(new LocalDisk(), directory, "flow", TestRows.KEY, header, clock);
  }
}
