package dev.clew.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.ledgertck.SmallDisk;
import dev.clew.store.RunKey;
import dev.clew.store.StoreFault;
import dev.clew.storetck.PostgresServer;
import dev.clew.storetck.TestEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F3 with the database on a real file system that is really full. Needs root, or a user namespace
/// in which mount(8) works.
class PostgresFullDiskAsRootTest {
  private static final RunKey RUN = new RunKey("default", "run_1");
  private static final String DATABASE = "test_full";
  private static final String TABLESPACE = "test_small";

  @TempDir private Path temporary;

  private Path disk = Path.of("");

  private @Nullable SmallDisk small;

  @BeforeEach
  void mount() throws IOException {
    disk = PostgresServer.readable(Files.createDirectory(temporary.resolve("disk")));
    small = SmallDisk.mount(disk, "size=40m,mode=0777");
    PostgresServer server = PostgresServer.shared();
    Path space = PostgresServer.own(Files.createDirectory(disk.resolve("space")));
    server.sql("postgres", "CREATE TABLESPACE " + TABLESPACE + " LOCATION '" + space + "'");
    server.sql("postgres", "CREATE DATABASE " + DATABASE + " OWNER clew TABLESPACE " + TABLESPACE);
  }

  @AfterEach
  void unmount() {
    PostgresServer.shared().dropDatabase(DATABASE);
    PostgresServer.shared().sql("postgres", "DROP TABLESPACE " + TABLESPACE);
    if (small != null) {
      small.close();
    }
  }

  @Test
  void append_fullDisk_isSaidReadsWorkAndItGoesOnWhenThereIsRoom() throws IOException {
    try (PostgresRunStore store =
        PostgresRunStore.open(PostgresServer.shared().url(DATABASE), TestDatabase.options())) {
      store.append(List.of(TestEvents.event(RUN, 0)));
      Path ballast = disk.resolve("ballast");
      Files.write(ballast, new byte[(int) Files.getFileStore(disk).getUsableSpace() - (2 << 20)]);
      int stored = 1;
      StoreFault fault = null;
      while (fault == null) {
        try {
          store.append(List.of(TestEvents.saying(RUN, stored, noise(stored))));
          stored++;
        } catch (StoreFault e) {
          fault = e;
        }
      }

      assertThat(fault.kind()).isEqualTo(StoreFault.Kind.FULL);
      assertThat(fault).hasMessageContaining("no room left on the disk of postgres://");
      assertThat(TestChains.verified(store, RUN)).hasSize(stored);

      Files.delete(ballast);
      store.append(List.of(TestEvents.saying(RUN, stored, noise(stored))));
      assertThat(TestChains.verified(store, RUN)).hasSize(stored + 1);
    }
  }

  /// PostgreSQL compresses what is long.
  private static String noise(int seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < 100_000) {
      text.append((char) (' ' + random.nextInt(90)));
    }
    return text.toString();
  }
}
