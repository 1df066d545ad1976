package dev.clew.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.ledgertck.SmallDisk;
import dev.clew.store.RunKey;
import dev.clew.store.StoreFault;
import dev.clew.storetck.TestEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F3 on a real file system that is really full. Needs root, or a user namespace in which mount(8)
/// works.
class FullDiskAsRootTest {
  private static final RunKey RUN = new RunKey("default", "run_1");

  @TempDir private Path folder;

  private @Nullable SmallDisk small;

  @BeforeEach
  void mount() {
    small = SmallDisk.mount(folder, "size=2m");
  }

  @AfterEach
  void unmount() {
    if (small != null) {
      small.close();
    }
  }

  @Test
  void append_fullDisk_isSaidReadsWorkAndItGoesOnWhenThereIsRoom() throws IOException {
    Path ballast = folder.resolve("ballast");
    Files.write(ballast, new byte[1 << 20]);
    try (SqliteRunStore store = TestStore.open(folder)) {
      int stored = 0;
      StoreFault fault = null;
      while (fault == null) {
        try {
          store.append(List.of(TestEvents.saying(RUN, stored, "x".repeat(20_000))));
          stored++;
        } catch (StoreFault e) {
          fault = e;
        }
      }

      assertThat(fault.kind()).isEqualTo(StoreFault.Kind.FULL);
      assertThat(fault).hasMessageContaining("no room left on the disk of " + folder);
      assertThat(stored).isGreaterThan(3);
      assertThat(TestStore.rows(store, RUN)).hasSize(stored);

      Files.delete(ballast);
      store.append(List.of(TestEvents.saying(RUN, stored, "x".repeat(20_000))));
      assertThat(TestStore.rows(store, RUN)).hasSize(stored + 1);
    }
  }
}
