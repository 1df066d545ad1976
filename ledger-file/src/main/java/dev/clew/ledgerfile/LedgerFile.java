package dev.clew.ledgerfile;

import dev.clew.core.digest.Digest;
import dev.clew.core.ledger.ContentRoot;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A ledger file as it was read. The rows are good: their checksums were checked, and by
/// [LedgerReader#verify] their digests and the chain.
///
/// @param format the version of the ledger format, from 1
/// @param rows in the order of their offsets
/// @param tornTail what an unfinished write left; while a writer is alive, perhaps a row that it is
///   writing
/// @param damage why there are no more rows, if the file does not end in order
/// @param writerAlive whether a writer held the lock when reading began. A ledger without one and
///   without a terminal row is interrupted (DESIGN §5.3)
/// @param head the hash of the newest row
public record LedgerFile(
    int format,
    LedgerId id,
    List<Row> rows,
    @Nullable TornTail tornTail,
    @Nullable Damage damage,
    boolean writerAlive,
    Digest head) {
  public LedgerFile {
    rows = List.copyOf(rows);
  }

  /// The Merkle root of the distinct event digests, made anew each time.
  public Digest contentRoot() {
    return ContentRoot.of(rows);
  }
}
