package dev.clew.ledgerfile;

import dev.clew.core.ClewException;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.disk.Disk;
import dev.clew.ledgerfile.disk.DiskFile;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.ledgerfile.row.PayloadStore;
import dev.clew.ledgerfile.row.RowReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads a ledger file, also one that is being written. Changes nothing, whatever it finds.
public final class LedgerReader {
  private LedgerReader() {}

  /// Takes the frames to be as they were written when they have their checksums.
  public static LedgerFile read(Path file) {
    return read(new LocalDisk(), file);
  }

  /// As [#read(Path)].
  ///
  /// @throws NotALedger when it has no header that could be read
  /// @throws ClewException when it cannot be read at all
  public static LedgerFile read(Disk disk, Path file) {
    return read(disk, file, RowReader.Check.CHECKSUMS);
  }

  /// Derives every digest, verdict and link of the chain again too, which takes several times as
  /// long.
  public static LedgerFile verify(Path file) {
    return verify(new LocalDisk(), file);
  }

  /// As [#verify(Path)].
  public static LedgerFile verify(Disk disk, Path file) {
    return read(disk, file, RowReader.Check.EVERYTHING);
  }

  private static LedgerFile read(Disk disk, Path file, RowReader.Check check) {
    // Before the rows, so that the end of a writer in between cannot look like a torn tail that
    // nobody is writing any more.
    boolean alive = FileLedger.writerIsAlive(disk, file);
    List<Row> rows = new ArrayList<>();
    try (DiskFile open = disk.openToRead(file)) {
      LedgerScan scan = LedgerScan.of(new PayloadStore(disk, file), open, check, rows::add);
      return new LedgerFile(
          scan.header().format(),
          scan.header().id(),
          rows,
          scan.tornTail(),
          scan.damage(),
          alive,
          scan.head());
    } catch (IOException e) {
      throw new ClewException("cannot read the ledger " + file + ": " + e.getMessage(), e);
    }
  }

  /// Reads only those rows of a ledger that have one of these marks, and the few that [LedgerSkim]
  /// always has. Every frame is looked at with its checksum.
  ///
  /// @throws NotALedger when it has no header that could be read
  /// @throws ClewException when it cannot be read at all
  public static LedgerSkim skim(Path file, List<RowMark> marks) {
    Disk disk = new LocalDisk();
    try (DiskFile open = disk.openToRead(file)) {
      return new Skimming(marks).over(new PayloadStore(disk, file), open);
    } catch (IOException e) {
      throw new ClewException("cannot read the ledger " + file + ": " + e.getMessage(), e);
    }
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
