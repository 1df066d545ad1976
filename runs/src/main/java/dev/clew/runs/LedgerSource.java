package dev.clew.runs;

import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.core.run.RunView;
import dev.clew.document.LedgerFacts;
import dev.clew.ledgerfile.Damage;
import dev.clew.ledgerfile.LedgerFile;
import dev.clew.ledgerfile.LedgerReader;
import dev.clew.ledgerfile.TornTail;
import dev.clew.runs.file.DiskFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/// A run in a ledger file.
public record LedgerSource(Path path) implements RunSource {
  @Override
  public String location() {
    return path.toString();
  }

  @Override
  public Contents read() {
    LedgerFile file = file(path, LedgerReader::read);
    return new Contents(
        file.rows(),
        facts(file),
        file.writerAlive() ? RunView.Writer.PRESENT : RunView.Writer.ABSENT);
  }

  /// A ledger of which every digest is derived again.
  ///
  /// @throws Refusal when it cannot be read, or is no ledger
  public static LedgerFile verified(Path path) {
    return file(path, LedgerReader::verify);
  }

  private static LedgerFile file(Path path, Function<Path, LedgerFile> reader) {
    try {
      return reader.apply(path);
    } catch (ClewException e) {
      throw Refusal.invalid(
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
        file::contentRoot,
        file.head(),
        torn == null || file.writerAlive() ? null : torn.sizeBytes(),
        damage == null
            ? null
            : new LedgerFacts.Damage(damage.byteOffset(), damage.row(), damage.what()));
  }
}
