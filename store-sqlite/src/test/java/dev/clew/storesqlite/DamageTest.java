package dev.clew.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.ClewException;
import dev.clew.core.event.Payload;
import dev.clew.core.run.RunStatus;
import dev.clew.store.RunKey;
import dev.clew.store.StoreFault;
import dev.clew.storetck.TestEvents;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// F6: what is not what was written is never given to anybody, and is said with its place.
class DamageTest {
  private static final RunKey RUN = new RunKey("default", "run_1");
  private static final RunKey OTHER = new RunKey("default", "run_2");

  @TempDir private Path folder;

  private void fill() {
    try (SqliteRunStore store = TestStore.open(folder)) {
      store.append(TestEvents.wholeRun(RUN, "nightly", RunStatus.FAILED, 0));
      store.append(TestEvents.wholeRun(OTHER, "nightly", RunStatus.FAILED, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE event SET event = replace(event, 'event 3', 'event 4') WHERE run = 1 AND offset = 3",
        "UPDATE event SET event = '{' WHERE run = 1 AND offset = 3",
        "UPDATE event SET chain = zeroblob(32) WHERE run = 1 AND offset = 3",
        "UPDATE event SET received_us = received_us + 1 WHERE run = 1 AND offset = 3",
        "UPDATE event SET verdict = 'fenced' WHERE run = 1 AND offset = 3",
        "DELETE FROM event WHERE run = 1 AND offset = 3",
      })
  void rows_changedRow_isSaidWithItsPlace(String change) throws Exception {
    fill();
    TestStore.change(folder, change);

    try (SqliteRunStore store = TestStore.open(folder)) {
      assertThatThrownBy(() -> TestStore.rows(store, RUN))
          .isInstanceOf(ClewException.class)
          .hasMessageContaining("damaged: row 3 of run default/run_1");
      assertThat(store.ledger(RUN).orElseThrow().rows(0, 3)).hasSize(3);
      assertThat(TestStore.rows(store, OTHER)).hasSize(9);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 60, 300})
  void rows_changedChunk_isSaid(int at) throws Exception {
    fill();
    SqliteRunStore sealing = TestStore.openSealing(folder);
    TestStore.awaitSealed(folder);
    sealing.close();
    TestStore.change(
        folder,
        "UPDATE chunk SET rows = CAST(substr(rows, 1, %d) || x'ab' || substr(rows, %d) AS BLOB)"
                .formatted(at, at + 2)
            + " WHERE run = 1");

    try (SqliteRunStore store = TestStore.open(folder)) {
      assertThatThrownBy(() -> TestStore.rows(store, RUN))
          .isInstanceOf(ClewException.class)
          .hasMessageContaining("of run default/run_1");
      assertThat(TestStore.rows(store, OTHER)).hasSize(9);
    }
  }

  @Test
  void payload_changed_isSaidAndNotGiven() throws Exception {
    try (SqliteRunStore store = TestStore.open(folder)) {
      store.append(List.of(TestEvents.withPayload(RUN, 1, Payload.of("the body"))));
    }
    TestStore.change(folder, "UPDATE payload SET bytes = CAST('the b0dy' AS BLOB)");

    try (SqliteRunStore store = TestStore.open(folder)) {
      Payload payload = Objects.requireNonNull(TestStore.rows(store, RUN).getFirst().payload());
      assertThatThrownBy(payload::bytes)
          .isInstanceOf(ClewException.class)
          .hasMessageContaining("row 0 of run default/run_1: its payload has another digest");
    }
  }

  @Test
  void append_toADamagedRun_isRefusedAndOthersAreTaken() throws Exception {
    fill();
    TestStore.change(folder, "DELETE FROM event WHERE run = 1 AND offset = 3");

    try (SqliteRunStore store = TestStore.open(folder)) {
      assertThatThrownBy(() -> store.append(List.of(TestEvents.event(RUN, 90))))
          .isInstanceOfSatisfying(
              StoreFault.class,
              fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.DAMAGED));
      store.append(List.of(TestEvents.event(OTHER, 90)));
      assertThat(TestStore.rows(store, OTHER)).hasSize(10);
    }
  }

  @Test
  void seal_aDamagedRun_leavesItAndPacksTheOthers() throws Exception {
    fill();
    TestStore.change(folder, "DELETE FROM event WHERE run = 1 AND offset = 3");

    try (SqliteRunStore store = TestStore.openSealing(folder)) {
      while (TestStore.number(folder, "SELECT count(*) FROM event WHERE run = 2") > 0) {
        Thread.sleep(50);
      }
      assertThat(TestStore.number(folder, "SELECT count(*) FROM event WHERE run = 1")).isEqualTo(8);
      assertThat(TestStore.rows(store, OTHER)).hasSize(9);
    }
  }
}
