package dev.clew.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunStatus;
import dev.clew.store.RunKey;
import dev.clew.storetck.TestEvents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingTest {
  private static final RunKey RUN = new RunKey("default", "run_1");

  /// So many that they need several chunks.
  private static final int LINES = 6_000;

  @TempDir private Path folder;

  private static List<RedactedEvent> events() {
    List<RedactedEvent> events = new ArrayList<>();
    events.add(TestEvents.created(RUN, "nightly", 1));
    events.add(TestEvents.withPayload(RUN, 2, Payload.of("kept beside the rows")));
    for (int number = 10; number < LINES; number++) {
      events.add(TestEvents.event(RUN, number));
    }
    // A conflict and a fenced row.
    events.add(TestEvents.saying(RUN, 10, "other"));
    events.add(TestEvents.ofEpoch(RUN, LINES, 2));
    events.add(TestEvents.ofEpoch(RUN, LINES + 1, 1));
    events.add(TestEvents.ended(RUN, RunStatus.FAILED, LINES + 2));
    return events;
  }

  @Test
  void seal_runThatHasEnded_hasTheSameRows() throws Exception {
    List<Row> before;
    try (SqliteRunStore store = TestStore.open(folder)) {
      store.append(events());
      before = TestStore.rows(store, RUN);
    }
    assertThat(TestStore.count(folder, "event")).isEqualTo(before.size());

    try (SqliteRunStore store = TestStore.openSealing(folder)) {
      TestStore.awaitSealed(folder);

      assertThat(TestStore.count(folder, "chunk")).isGreaterThan(2);
      assertThat(TestStore.rows(store, RUN)).isEqualTo(before);
      for (int from = 0; from < before.size(); from += 701) {
        for (int limit : new int[] {1, 2, 900, LINES}) {
          assertThat(store.ledger(RUN).orElseThrow().rows(from, limit))
              .as("from %d, limit %d", from, limit)
              .isEqualTo(before.subList(from, Math.min(before.size(), from + limit)));
        }
      }
    }
  }

  @Test
  void seal_lateEvents_areAppendedAndSealedInTurn() throws Exception {
    List<RedactedEvent> events = events();
    try (SqliteRunStore store = TestStore.openSealing(folder)) {
      store.append(events);
      TestStore.awaitSealed(folder);

      List<Appended> late =
          store.append(List.of(events.get(3), TestEvents.event(RUN, 90_000), events.get(4)));

      assertThat(late.get(0)).isEqualTo(new Appended.Duplicate(3));
      assertThat(late.get(1)).isInstanceOf(Appended.Stored.class);
      List<Row> all = TestStore.rows(store, RUN);
      assertThat(all).hasSize(events.size() + 1);
      TestStore.awaitSealed(folder);
      assertThat(TestStore.rows(store, RUN)).isEqualTo(all);
    }
    try (SqliteRunStore store = TestStore.open(folder)) {
      assertThat(store.append(List.of(events.get(7)))).containsExactly(new Appended.Duplicate(7));
      assertThat(TestStore.rows(store, RUN)).hasSize(events.size() + 1);
    }
  }

  @Test
  void seal_runThatGoesOn_staysAsItIs() throws Exception {
    RunKey other = new RunKey("default", "run_2");
    try (SqliteRunStore store = TestStore.openSealing(folder)) {
      store.append(List.of(TestEvents.created(other, "nightly", 1), TestEvents.event(other, 2)));
      store.append(events());
      while (TestStore.count(folder, "event") > 2) {
        Thread.sleep(50);
      }
      assertThat(TestStore.number(folder, "SELECT count(DISTINCT run) FROM event")).isOne();
      assertThat(TestStore.rows(store, other)).hasSize(2);
    }
  }

  @Test
  void seal_makesTheFileSmaller() throws Exception {
    try (SqliteRunStore store = TestStore.openSealing(folder)) {
      store.append(events());
      long before = TestStore.number(folder, "PRAGMA page_count");
      TestStore.awaitSealed(folder);
      TestStore.awaitNone(folder, "PRAGMA freelist_count");
      assertThat(TestStore.number(folder, "PRAGMA page_count")).isLessThan(before / 3);
    }
  }
}
