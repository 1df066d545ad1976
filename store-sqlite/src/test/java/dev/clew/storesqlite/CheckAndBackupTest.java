package dev.clew.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import dev.clew.core.event.Payload;
import dev.clew.core.run.RunStatus;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.StoreFault;
import dev.clew.storesql.StoreCheck;
import dev.clew.storetck.TestEvents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckAndBackupTest {
  private static final RunKey RUN = new RunKey("default", "run_1");
  private static final RunKey OTHER = new RunKey("default", "run_2");

  @TempDir private Path folder;

  private void fill() {
    try (SqliteRunStore store = TestStore.open(folder)) {
      store.append(TestEvents.wholeRun(RUN, "nightly", RunStatus.FAILED, 0));
      store.append(List.of(TestEvents.withPayload(RUN, 50, Payload.of("the body"))));
      store.append(TestEvents.wholeRun(OTHER, "nightly", RunStatus.SUCCEEDED, 0));
    }
  }

  private StoreCheck check() {
    try (SqliteRunStore store = SqliteRunStore.openToRead(folder)) {
      return store.check(progress -> {});
    }
  }

  @Test
  void check_wholeStore_findsNothing() throws Exception {
    fill();
    assertThat(check()).isEqualTo(new StoreCheck(2, 19, List.of()));

    SqliteRunStore sealing = TestStore.openSealing(folder);
    TestStore.awaitSealed(folder);
    sealing.close();
    assertThat(check()).isEqualTo(new StoreCheck(2, 19, List.of()));
  }

  @Test
  void check_eachKindOfDamage_isFoundWithItsPlace() throws Exception {
    Map<String, String> changes =
        Map.of(
            "UPDATE event SET chain = zeroblob(32) WHERE run = 1 AND offset = 4",
            "damaged: row 4 of run default/run_1: it is not chained to the row before it",
            "UPDATE payload SET bytes = CAST('another' AS BLOB)",
            "damaged: row 9 of run default/run_1: its payload has another digest",
            "UPDATE run SET status = 'succeeded' WHERE number = 1",
            "damaged: run default/run_1: the index says something else of it",
            "UPDATE run SET chain = zeroblob(32) WHERE number = 1",
            "damaged: run default/run_1: the table of runs has another newest row",
            "DELETE FROM run WHERE number = 2",
            "table event has rows of run number 2, which is not there");
    for (Map.Entry<String, String> change : changes.entrySet()) {
      folder = folder.resolveSibling(folder.getFileName() + "_" + change.getKey().hashCode());
      fill();
      TestStore.change(folder, change.getKey());

      assertThat(check().damage()).as(change.getKey()).containsExactly(change.getValue());
    }
  }

  @Test
  void backUp_whileItIsWritten_isAWholeStore() throws Exception {
    fill();
    Path target = folder.resolve("copy");
    List<Path> copies = new ArrayList<>();
    try (SqliteRunStore store = TestStore.open(folder)) {
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                for (int number = 100; number < 400; number++) {
                  store.append(List.of(TestEvents.event(RUN, number)));
                }
              });
      while (writer.isAlive()) {
        Path copy = target.resolve("" + copies.size());
        store.backUp(copy);
        copies.add(copy);
      }
    }

    assertThat(copies).isNotEmpty();
    for (Path copy : copies) {
      try (SqliteRunStore store = TestStore.open(copy)) {
        assertThat(store.check(progress -> {}).damage()).isEmpty();
        assertThat(store.find(RunQuery.ALL, 9)).hasSize(2);
        assertThat(TestStore.rows(store, OTHER)).hasSize(9);
      }
    }
  }

  @Test
  void backUp_intoAStore_isRefused() {
    fill();
    try (SqliteRunStore store = SqliteRunStore.openToRead(folder)) {
      assertThatThrownBy(() -> store.backUp(folder))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("there is a store in " + folder + " already");
    }
  }

  @Test
  void openToRead_whileAnotherWrites_seesWhatIsWritten() {
    fill();
    try (SqliteRunStore writing = TestStore.open(folder);
        SqliteRunStore reading = SqliteRunStore.openToRead(folder)) {
      writing.append(List.of(TestEvents.event(RUN, 77)));

      assertThat(TestStore.rows(reading, RUN)).isEqualTo(TestStore.rows(writing, RUN));
      assertThatThrownBy(() -> reading.append(List.of(TestEvents.event(RUN, 78))))
          .isInstanceOfSatisfying(
              StoreFault.class,
              fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.READ_ONLY));
    }
  }

  @Test
  void openToRead_noStore_isRefusedAndMakesNone() {
    assertThatThrownBy(() -> SqliteRunStore.openToRead(folder))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("there is no store in " + folder);
    assertThat(SqliteRunStore.isIn(folder)).isFalse();
  }
}
