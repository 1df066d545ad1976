package dev.clew.ledgerfile;

import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.ledgertck.LedgerContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerContractTest extends LedgerContract {
  @TempDir private Path directory;

  @Override
  protected Ledger ledger(LedgerId id, InstantSource clock) {
    return FileLedger.create(new LocalDisk(), directory, "flow", TestRows.KEY, id, clock);
  }
}
