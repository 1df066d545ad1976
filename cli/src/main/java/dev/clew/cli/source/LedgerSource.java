package dev.clew.cli.source;

import dev.clew.cli.CliException;
import dev.clew.cli.DiskFault;
import dev.clew.core.ClewException;
import dev.clew.core.run.RunView;
import dev.clew.document.LedgerFacts;
import dev.clew.ledgerfile.Damage;
import dev.clew.ledgerfile.LedgerFile;
import dev.clew.ledgerfile.LedgerReader;
import dev.clew.ledgerfile.TornTail;
import java.io.IOException;
import java.nio.file.Path;

/// A run in a ledger file.
public record LedgerSource(Path path) implements RunSource {
  @Override
  public String location() {
    return path.toString();
  }

  @Override
  public Contents read() {
    LedgerFile file = file(path);
    return new Contents(
        file.rows(),
        facts(file),
        file.writerAlive() ? RunView.Writer.PRESENT : RunView.Writer.ABSENT);
  }

  /// @throws CliException when it cannot be read, or is no ledger
  public static LedgerFile file(Path path) {
    try {
      return LedgerReader.read(path);
    } catch (ClewException e) {
      throw CliException.usage(
          e.getCause() instanceof IOException fault
              ? "cannot read the ledger " + path + ": " + DiskFault.reason(fault)
              : String.valueOf(e.getMessage()));
    }
  }

  /// A tail that a living writer is still writing is no torn tail.
  private static LedgerFacts facts(LedgerFile file) {
    TornTail torn = file.tornTail();
    Damage damage = file.damage();
    return new LedgerFacts(
        file.id(),
        file.rows().size(),
        file.contentRoot(),
        file.head(),
        torn == null || file.writerAlive() ? null : torn.sizeBytes(),
        damage == null
            ? null
            : new LedgerFacts.Damage(damage.byteOffset(), damage.row(), damage.what()));
  }
}
