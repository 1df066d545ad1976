package dev.clew.ledgerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.ClewException;
import dev.clew.ledgerfile.disk.DiskFile;
import dev.clew.ledgerfile.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the ledger says and does when the disk fails, one fault at a time.
class FailedDiskTest {
  private static final Path DIRECTORY = Path.of("/simulated");
  private final SimulatedDisk disk = new SimulatedDisk(new Random(3), false);

  @TempDir private Path directory;

  @Test
  void sync_failedForce_isNeverTriedAgain() {
    FileLedger ledger = TestRows.create(disk, DIRECTORY);
    ledger.append(TestRows.event(1));
    ledger.sync();
    ledger.append(TestRows.event(2));
    disk.faults(1);
    assertThatThrownBy(ledger::sync)
        .isInstanceOf(ClewException.class)
        .hasMessageContaining("a sync failed: Input/output error")
        .hasMessageContaining(TestRows.FILE)
        .hasMessageContaining("keeps its first 2 rows (1 of them synced)")
        .hasCauseInstanceOf(IOException.class);
    disk.faults(0);
    String before = disk.trace();

    assertThatThrownBy(ledger::sync).hasMessageContaining("a sync failed");
    assertThatThrownBy(() -> ledger.append(TestRows.event(3)))
        .hasMessageContaining("a sync failed");
    assertThat(disk.trace()).isEqualTo(before);
  }

  @Test
  void append_failedWriteThatCannotBeCut_leavesATornTail() {
    int torn = 0;
    for (int seed = 0; seed < 50; seed++) {
      SimulatedDisk failing = new SimulatedDisk(new Random(seed), false);
      FileLedger ledger = TestRows.create(failing, DIRECTORY);
      ledger.append(TestRows.event(1));
      failing.faults(1);
      assertThatThrownBy(() -> ledger.append(TestRows.event(2)))
          .isInstanceOf(ClewException.class)
          .hasMessageContaining("a part of a row is left at byte")
          .hasMessageContaining("keeps its first 1 rows (0 of them synced)");
      failing.killWriter();

      LedgerFile file = LedgerReader.read(failing, ledger.path());
      assertThat(file.damage()).isNull();
      torn += file.tornTail() == null ? 0 : 1;
    }
    assertThat(torn).isGreaterThan(30);
  }

  /// Seed 273433 of the simulation found a ledger that had a row that was gone and came back.
  @Test
  void open_rowThatWasCutAndNotForced_staysAway() {
    for (int seed = 0; seed < 50; seed++) {
      SimulatedDisk failing = new SimulatedDisk(new Random(seed), false);
      FileLedger ledger = TestRows.create(failing, DIRECTORY);
      ledger.append(TestRows.event(1));
      ledger.sync();
      failing.failNextWrite();
      assertThatThrownBy(() -> ledger.append(TestRows.event(2)))
          .hasMessageContaining("keeps its first 1 rows");
      failing.killWriter();

      FileLedger next = FileLedger.open(failing, ledger.path(), TestRows.clock(100));
      assertThat(next.head().size()).isEqualTo(1);
      next.append(TestRows.event(3));
      failing.cutPower();

      assertThat(LedgerReader.read(failing, ledger.path()).rows())
          .extracting(row -> row.event().eventId())
          .isSubsetOf(TestRows.event(1).event().eventId(), TestRows.event(3).event().eventId());
    }
  }

  @Test
  void open_ledgerOverTheLimit_isRefusedByName() throws IOException {
    Path path = directory.resolve("large.workflow.ledger");
    try (DiskFile file = new LocalDisk().create(path)) {
      file.truncate(FileLedger.FILE_LIMIT_BYTES + 1);
    }

    assertThatThrownBy(() -> LedgerReader.read(path))
        .isInstanceOf(NotALedger.class)
        .hasMessageContaining("4294967297 bytes, over the limit file.bytes of 4294967296");
  }

  @Test
  void read_shortReads_areReadOn() {
    FileLedger ledger = TestRows.create(disk, DIRECTORY);
    for (int number = 0; number < 20; number++) {
      ledger.append(TestRows.event(number));
    }
    disk.faults(1e-12);

    assertThat(LedgerReader.read(disk, ledger.path()).rows()).hasSize(20);
  }

  @Test
  void append_localFile_goesOnAtItsEnd() throws IOException {
    Path path = directory.resolve("bytes");
    byte[] bytes = new byte[5000];
    Arrays.fill(bytes, (byte) 'x');
    try (DiskFile file = new LocalDisk().create(path)) {
      file.append(bytes, 0, 2000);
      file.append(bytes, 2000, 3000);
      assertThat(file.sizeBytes()).isEqualTo(5000);
      file.truncate(10);
      file.append(bytes, 0, 1);
      file.force();
    }
    assertThat(path).hasSize(11);
  }
}
