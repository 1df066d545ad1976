package dev.clew.ledgerfile;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import dev.clew.core.digest.MerkleRoot;
import dev.clew.core.ledger.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads a ledger file, also one that is being written. Changes nothing, whatever it finds.
public final class LedgerReader {
  private LedgerReader() {}

  public static LedgerFile read(Path file) {
    return read(new LocalDisk(), file);
  }

  /// @throws NotALedger when it has no header that could be read
  /// @throws ClewException when it cannot be read at all
  public static LedgerFile read(Disk disk, Path file) {
    // Before the rows, so that the end of a writer in between cannot look like a torn tail that
    // nobody is writing any more.
    boolean alive = FileLedger.writerIsAlive(disk, file);
    List<Row> rows = new ArrayList<>();
    LedgerScan scan;
    try (DiskFile open = disk.openToRead(file)) {
      scan =
          LedgerScan.of(
              file,
              open,
              (row, position) -> rows.add(StoredPayload.kept(row, disk, file, position)));
    } catch (IOException e) {
      throw new ClewException("cannot read the ledger " + file + ": " + e.getMessage(), e);
    }
    List<Digest> digests = new ArrayList<>(rows.size());
    for (Row row : rows) {
      digests.add(row.eventDigest());
    }
    return new LedgerFile(
        scan.id(),
        rows,
        scan.tornTail(),
        scan.damage(),
        alive,
        scan.intake().head(),
        MerkleRoot.of(digests));
  }

  /// The ledger files of a directory, by name.
  public static List<Path> list(Disk disk, Path directory) {
    try {
      List<Path> ledgers = new ArrayList<>();
      for (Path file : disk.list(directory)) {
        if (file.getFileName().toString().endsWith(LedgerName.SUFFIX)) {
          ledgers.add(file);
        }
      }
      return ledgers;
    } catch (IOException e) {
      throw new ClewException("cannot list the ledgers of " + directory + ": " + e.getMessage(), e);
    }
  }
}
