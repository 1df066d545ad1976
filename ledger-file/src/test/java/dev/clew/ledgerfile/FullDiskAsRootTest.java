package dev.clew.ledgerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.ClewException;
import dev.clew.core.ledger.Appended;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.ledgertck.SmallDisk;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F3 on a real file system that is really full. Needs root, or a user namespace in which mount(8)
/// works.
class FullDiskAsRootTest {
  private final LocalDisk disk = new LocalDisk();

  @TempDir private Path directory;

  private @Nullable SmallDisk small;

  @BeforeEach
  void mount() {
    small = SmallDisk.mount(directory, "size=64k");
  }

  @AfterEach
  void unmount() {
    if (small != null) {
      small.close();
    }
  }

  @Test
  void append_fullDisk_saysHowManyRowsAreSafeAndStops() throws IOException {
    int stored = 0;
    Path path;
    try (FileLedger ledger = TestRows.create(disk, directory)) {
      path = ledger.path();
      ledger.append(TestRows.event("first", "synced"));
      ledger.sync();
      Throwable refusal = null;
      while (refusal == null) {
        try {
          assertThat(ledger.append(TestRows.event(stored))).isInstanceOf(Appended.Stored.class);
          stored++;
        } catch (ClewException e) {
          refusal = e;
        }
      }
      assertThat(refusal)
          .hasMessageContaining("the disk is full")
          .hasMessageContaining(path.toString())
          .hasMessageContaining("keeps its first " + (stored + 1) + " rows (1 of them synced)");
      assertThatThrownBy(() -> ledger.append(TestRows.event("again", "")))
          .hasMessageContaining("the disk is full");
      assertThatThrownBy(ledger::sync).hasMessageContaining("the disk is full");
    }
    LedgerFile file = LedgerReader.read(path);
    assertThat(stored).isGreaterThan(50);
    assertThat(file.rows()).hasSize(stored + 1);
    assertThat(file.damage()).isNull();
    assertThat(file.tornTail()).as("the part that was written is cut").isNull();
  }
}
