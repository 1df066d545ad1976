package dev.clew.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.run.RunStatus;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.store.BlobState;
import dev.clew.store.RunKey;
import dev.clew.store.StoreFault;
import dev.clew.storetck.TestEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a file may not have brought to the disk is never acknowledged, and nothing after it.
class FailedSyncTest {
  private static final RunKey RUN = new RunKey("default", "run_1");
  private static final RunKey OTHER = new RunKey("default", "run_2");
  private static final String REPORT = "the report";

  @TempDir private Path folder;
  private final FailingDisk disk = new FailingDisk();

  private SqliteRunStore open() {
    SqliteRunStore store = SqliteRunStore.open(folder, TestStore.options(), disk);
    store.append(TestEvents.wholeRun(RUN, "nightly", RunStatus.FAILED, 0));
    store.append(TestEvents.wholeRun(OTHER, "nightly", RunStatus.FAILED, 0));
    return store;
  }

  enum Failing {
    FILES,
    FOLDERS;

    void begin(FailingDisk disk) {
      switch (this) {
        case FILES -> disk.failFiles();
        case FOLDERS -> disk.failFolders();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void put_failedSync_stopsTheStore(Failing failing) {
    try (SqliteRunStore store = open()) {
      failing.begin(disk);

      assertFailed(() -> TestEvents.put(store, RUN, REPORT));
      assertFailed(() -> TestEvents.put(store, RUN, REPORT));
      assertFailed(() -> store.append(List.of(TestEvents.event(RUN, 90))));

      assertThat(store.failure().toCompletableFuture()).isDone();
      assertThat(store.blobs().state(RUN, TestEvents.digest(REPORT))).isEqualTo(BlobState.NOTHING);
    }
  }

  private static void assertFailed(Runnable write) {
    assertThatThrownBy(write::run)
        .isInstanceOfSatisfying(
            StoreFault.class, fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.FAILED))
        .hasMessageContaining("Input/output error");
  }

  @Test
  void remove_folderThatIsNotSynced_isDoneAgainAfterARestart() throws Exception {
    try (SqliteRunStore store = open()) {
      TestEvents.put(store, RUN, REPORT);
      disk.failFolders();

      assertFailed(() -> store.remove(TestEvents.removal(RUN)));
    }

    assertThat(TestStore.count(folder, "blob_trash")).isEqualTo(1);
    TestStore.open(folder).close();
  }

  @Test
  void remove_fileThatCannotBeDeleted_keepsNoOther() throws Exception {
    BlobFiles files = new BlobFiles(folder, new LocalDisk());
    Path stuck = files.file(TestEvents.digest(REPORT));
    try (SqliteRunStore store = open()) {
      TestEvents.put(store, RUN, REPORT);
      TestEvents.put(store, RUN, "another");
      Files.delete(stuck);
      Files.createDirectories(stuck.resolve("child"));

      store.remove(TestEvents.removal(RUN));

      assertThat(files.file(TestEvents.digest("another"))).doesNotExist();
      assertThat(TestStore.count(folder, "blob_trash")).isEqualTo(1);
      Files.delete(stuck.resolve("child"));
      TestStore.awaitNone(folder, "SELECT count(*) FROM blob_trash");
      assertThat(stuck).doesNotExist();
    }
  }
}
