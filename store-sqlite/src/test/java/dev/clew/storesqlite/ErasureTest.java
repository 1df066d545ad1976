package dev.clew.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.Unredacted;
import dev.clew.core.run.RunStatus;
import dev.clew.store.Finding;
import dev.clew.store.Found;
import dev.clew.store.PayloadsExpired;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.Words;
import dev.clew.storesql.StoreCheck;
import dev.clew.storetck.TestEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was removed is not in the files of the store any more.
class ErasureTest {
  private static final RunKey RUN = new RunKey("default", "run_1");
  private static final RunKey OTHER = new RunKey("default", "run_2");
  private static final String SAID = "whatwassaid";
  private static final String RAW = "whatwasread";
  private static final String WORD = "whatitwasfoundby";

  @TempDir private Path folder;

  private void fill(SqliteRunStore store) {
    for (int number = 0; number < 300; number++) {
      store.append(List.of(TestEvents.saying(RUN, number, SAID + number)));
    }
    // Too small to be compressed, and so large that it has pages of its own.
    store.append(List.of(TestEvents.withPayload(RUN, 400, Payload.of(RAW))));
    store.append(List.of(TestEvents.saying(RUN, 401, SAID.repeat(3_000))));
    store.append(TestEvents.wholeRun(OTHER, "nightly", RunStatus.SUCCEEDED, 0));
    store.keep(List.of(new Found(RUN, Finding.nothing(302), new Words().add(WORD))));
    store.keep(List.of(new Found(OTHER, Finding.nothing(9), new Words().add("another"))));
  }

  private List<String> left() throws IOException {
    List<String> left = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String text : List.of(SAID, RAW, WORD)) {
          if (bytes.contains(text)) {
            left.add(file.getFileName() + " has " + text);
          }
        }
      }
    }
    return left;
  }

  @Test
  void remove_rowsPayloadsAndWords_areOverwritten() throws Exception {
    try (SqliteRunStore store = TestStore.open(folder)) {
      fill(store);
      assertThat(left()).isNotEmpty();

      store.remove(TestEvents.removal(RUN));
      TestStore.awaitNone(folder, "SELECT sum(indexed) FROM tombstone");
      TestStore.awaitNone(folder, "PRAGMA freelist_count");
    }
    assertThat(left()).isEmpty();
    assertThat(check()).isEqualTo(new StoreCheck(1, 9, List.of()));
  }

  @Test
  void remove_beforeARestart_wordsAreTakenOutAfterIt() throws Exception {
    try (SqliteRunStore store = TestStore.open(folder)) {
      fill(store);
      store.remove(TestEvents.removal(RUN));
    }
    try (SqliteRunStore store = TestStore.open(folder)) {
      TestStore.awaitNone(folder, "SELECT sum(indexed) FROM tombstone");
      assertThat(store.find(RunQuery.ALL, 10)).hasSize(1);
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void expire_payload_isOverwrittenAndTheRowsStay() throws Exception {
    try (SqliteRunStore store = TestStore.open(folder)) {
      store.append(List.of(TestEvents.event(RUN, 1)));
      store.append(List.of(TestEvents.withPayload(RUN, 2, Payload.of(RAW))));
      assertThat(left()).isNotEmpty();
      Row newest = TestStore.rows(store, RUN).getLast();
      Event said = PayloadsExpired.event(newest, TestEvents.removal(RUN).at(), "raw 30d");

      store.expire(new Unredacted().redact(said, null));

      assertThat(left()).isEmpty();
      assertThat(TestStore.rows(store, RUN)).hasSize(3);
    }
    assertThat(check()).isEqualTo(new StoreCheck(1, 3, List.of()));
  }

  @Test
  void remove_sealedRun_hasNoChunkLeft() throws Exception {
    try (SqliteRunStore store = TestStore.openSealing(folder)) {
      store.append(TestEvents.wholeRun(RUN, "nightly", RunStatus.FAILED, 0));
      TestStore.awaitSealed(folder);
      assertThat(TestStore.count(folder, "chunk")).isOne();

      assertThat(store.remove(TestEvents.removal(RUN)).orElseThrow().bytes()).isPositive();

      for (String table : List.of("run", "event", "chunk", "payload", "definition")) {
        assertThat(TestStore.count(folder, table)).as(table).isZero();
      }
    }
  }

  @Test
  void check_removedRunThatIsThere_isDamage() throws Exception {
    try (SqliteRunStore store = TestStore.open(folder)) {
      store.append(List.of(TestEvents.event(RUN, 1), TestEvents.event(OTHER, 1)));
      store.remove(TestEvents.removal(RUN));
    }
    TestStore.change(folder, "UPDATE tombstone SET run_id = 'run_2'");

    assertThat(check().damage()).containsExactly("run number 2 is there, and was removed");
  }

  @Test
  void backUp_hasTheTombstones() {
    Path target = folder.resolveSibling(folder.getFileName() + "_copy");
    try (SqliteRunStore store = TestStore.open(folder)) {
      store.append(List.of(TestEvents.event(RUN, 1)));
      store.remove(TestEvents.removal(RUN));
      store.backUp(target);
    }
    try (SqliteRunStore store = SqliteRunStore.openToRead(target)) {
      assertThat(store.tombstones("run_1", null)).hasSize(1);
    }
  }

  private StoreCheck check() {
    try (SqliteRunStore store = SqliteRunStore.openToRead(folder)) {
      return store.check(progress -> {});
    }
  }
}
