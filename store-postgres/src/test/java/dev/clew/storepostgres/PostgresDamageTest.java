package dev.clew.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.ClewException;
import dev.clew.core.event.Payload;
import dev.clew.core.run.RunStatus;
import dev.clew.store.BlobLimits;
import dev.clew.store.BlobPut;
import dev.clew.store.BlobUpload;
import dev.clew.store.Blobs;
import dev.clew.store.RunKey;
import dev.clew.store.StoreFault;
import dev.clew.storetck.TestEvents;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// F6: what is not what was written is never given to anybody, and is said with its place.
class PostgresDamageTest {
  private static final RunKey RUN = new RunKey("default", "run_1");
  private static final RunKey OTHER = new RunKey("default", "run_2");
  private static final String OF_RUN =
      " WHERE run = (SELECT number FROM run WHERE run_id = 'run_1')";

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  private void fill() {
    try (PostgresRunStore store = database.open()) {
      store.append(TestEvents.wholeRun(RUN, "nightly", RunStatus.FAILED, 0));
      store.append(TestEvents.wholeRun(OTHER, "nightly", RunStatus.FAILED, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE event SET event = replace(event, 'event 3', 'event 4')",
        "UPDATE event SET event = '{'",
        "UPDATE event SET chain = sha256('other')",
        "UPDATE event SET received_us = received_us + 1",
        "UPDATE event SET verdict = 'fenced'",
        "DELETE FROM event",
      })
  void rows_changedRow_isSaidWithItsPlace(String change) throws Exception {
    fill();
    database.change(change + OF_RUN + " AND \"offset\" = 3");

    try (PostgresRunStore store = database.open()) {
      assertThatThrownBy(() -> TestDatabase.rows(store, RUN))
          .isInstanceOf(ClewException.class)
          .hasMessageContaining("damaged: row 3 of run default/run_1");
      assertThat(store.ledger(RUN).orElseThrow().rows(0, 3)).hasSize(3);
      assertThat(TestDatabase.rows(store, OTHER)).hasSize(9);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 60, 300})
  void rows_changedChunk_isSaid(int at) throws Exception {
    fill();
    PostgresRunStore sealing = database.openSealing();
    database.awaitSealed();
    sealing.close();
    database.change(
        "UPDATE chunk SET rows = overlay(rows PLACING '\\xab'::bytea FROM %d FOR 1)".formatted(at)
            + OF_RUN);

    try (PostgresRunStore store = database.open()) {
      assertThatThrownBy(() -> TestDatabase.rows(store, RUN))
          .isInstanceOf(ClewException.class)
          .hasMessageContaining("of run default/run_1");
      assertThat(TestDatabase.rows(store, OTHER)).hasSize(9);
    }
  }

  @Test
  void payload_changed_isSaidAndNotGiven() throws Exception {
    try (PostgresRunStore store = database.open()) {
      store.append(List.of(TestEvents.withPayload(RUN, 1, Payload.of("the body"))));
      database.change("UPDATE payload SET bytes = 'the b0dy'");

      Payload payload = Objects.requireNonNull(TestDatabase.rows(store, RUN).getFirst().payload());
      assertThatThrownBy(payload::bytes)
          .isInstanceOf(ClewException.class)
          .hasMessageContaining("row 0 of run default/run_1: its payload has another digest");
    }
  }

  @Test
  void check_changedFile_isFound() throws Exception {
    String name = "damaged: file " + TestEvents.digest("the report").prefixed();
    fill();
    try (PostgresRunStore store = database.open()) {
      TestEvents.put(store, RUN, "the report");
      assertThat(store.check(progress -> {}).damage()).isEmpty();

      database.change("UPDATE blob_piece SET bytes = 'the repost'");
      assertThat(store.check(progress -> {}).damage())
          .containsExactly(name + ": its bytes have another digest");
      database.change("DELETE FROM blob_piece");
      assertThat(store.check(progress -> {}).damage())
          .containsExactly(name + ": its bytes cannot be read: there are no bytes at 0");
    }
  }

  @Test
  void put_whoseBytesWereTakenAway_beginsAnew() throws Exception {
    fill();
    BlobUpload upload = new BlobUpload(RUN, TestEvents.digest("the report"), 10);
    try (PostgresRunStore store = database.open()) {
      store.blobs().put(upload, 0, new byte[3], BlobLimits.DEFAULT, Blobs.Inspection.NONE);
      database.change("DELETE FROM blob_piece");

      assertThat(
              store.blobs().put(upload, 3, new byte[7], BlobLimits.DEFAULT, Blobs.Inspection.NONE))
          .isEqualTo(new BlobPut.OtherOffset(0));
      assertThat(TestEvents.put(store, RUN, "the report")).isEqualTo(new BlobPut.Stored(true));
    }
  }

  @Test
  void append_toADamagedRun_isRefusedAndOthersAreTaken() throws Exception {
    fill();
    database.change("DELETE FROM event" + OF_RUN + " AND \"offset\" = 3");

    try (PostgresRunStore store = database.open()) {
      assertThatThrownBy(() -> store.append(List.of(TestEvents.event(RUN, 90))))
          .isInstanceOfSatisfying(
              StoreFault.class,
              fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.DAMAGED));
      store.append(List.of(TestEvents.event(OTHER, 90)));
      assertThat(TestDatabase.rows(store, OTHER)).hasSize(10);
    }
  }

  @Test
  void seal_aDamagedRun_leavesItAndPacksTheOthers() throws Exception {
    fill();
    database.change("DELETE FROM event" + OF_RUN + " AND \"offset\" = 3");

    try (PostgresRunStore store = database.openSealing()) {
      database.awaitNone("SELECT count(*) FROM run WHERE run_id = 'run_2' AND size > sealed");
      assertThat(database.number("SELECT count(*) FROM event" + OF_RUN)).isEqualTo(8);
      assertThat(TestDatabase.rows(store, OTHER)).hasSize(9);
    }
  }
}
