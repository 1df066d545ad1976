package dev.clew.storetck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.ledger.Appended;
import dev.clew.core.run.RunStatus;
import dev.clew.store.Assignment;
import dev.clew.store.LeasedRun;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store knows of who has to do with a run. A kind of store has a test that extends this
/// beside one that extends [RunStoreContract].
public abstract class AssignmentContract extends OpenedStoreContract {
  private static final RunKey RUN = new RunKey("default", "run_1");
  private static final RunKey OTHER = new RunKey("default", "run_2");
  private static final RunKey ELSEWHERE = new RunKey("another", "run_1");
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int ALL = 100_000;

  private List<RunKey> leased() {
    return store().leased(Long.MIN_VALUE, ALL).stream().map(LeasedRun::run).toList();
  }

  private RunStatus status(RunKey run) {
    RunQuery query = RunQuery.of(run.runId()).in(Set.of(run.namespace()));
    return store().find(query, 1).stream().map(RunEntry::status).findFirst().orElseThrow();
  }

  @Test
  void appendAt_theRowsThatWereSeen_isTheNextRow() {
    assertThat(store().appendAt(0, TestEvents.created(RUN, "nightly", 1)))
        .containsInstanceOf(Appended.Stored.class);
    assertThat(store().appendAt(1, TestEvents.event(RUN, 2)))
        .containsInstanceOf(Appended.Stored.class);
    assertThat(store().ledger(RUN).orElseThrow().head().size()).isEqualTo(2);
  }

  @Test
  void appendAt_otherRows_takesNothing() {
    assertThat(store().appendAt(1, TestEvents.event(RUN, 1))).isEmpty();
    assertThat(store().find(RunQuery.ALL, ALL)).isEmpty();

    store().append(List.of(TestEvents.created(RUN, "nightly", 1), TestEvents.event(RUN, 2)));

    for (long rows : List.of(0L, 1L, 3L)) {
      assertThat(store().appendAt(rows, TestEvents.event(RUN, 3))).as("%d rows", rows).isEmpty();
    }
    assertThat(store().ledger(RUN).orElseThrow().head().size()).isEqualTo(2);
  }

  @Test
  void appendAt_ofManyAtOnce_takesOne() {
    store().append(List.of(TestEvents.queued(RUN, 1, "reports")));

    List<Appended> taken =
        IntStream.range(2, 12)
            .parallel()
            .mapToObj(number -> store().appendAt(1, TestEvents.claimed(RUN, number, LEASE)))
            .flatMap(Optional::stream)
            .toList();

    assertThat(taken).singleElement().isInstanceOf(Appended.Stored.class);
    assertThat(store().ledger(RUN).orElseThrow().head().size()).isEqualTo(2);
  }

  @Test
  void appendAt_ofARemovedRun_isRemoved() {
    store().append(List.of(TestEvents.created(RUN, "nightly", 1)));
    store().remove(TestEvents.removal(RUN));

    assertThat(store().appendAt(0, TestEvents.event(RUN, 2)))
        .containsInstanceOf(Appended.Removed.class);
  }

  @Test
  void queued_isInTheOrderOfTheRunsUntilItIsClaimed() {
    store().append(List.of(TestEvents.queued(OTHER, 1, "reports")));
    store().append(List.of(TestEvents.queued(RUN, 1, "reports")));
    store().append(List.of(TestEvents.queued(ELSEWHERE, 1, "reports")));
    store().append(List.of(TestEvents.created(new RunKey("default", "run_3"), "nightly", 1)));

    assertThat(store().queued("reports", null, ALL)).containsExactly(OTHER, RUN, ELSEWHERE);
    assertThat(store().queued("reports", Set.of("default"), ALL)).containsExactly(OTHER, RUN);
    assertThat(store().queued("reports", Set.of(), ALL)).isEmpty();
    assertThat(store().queued("reports", null, 1)).containsExactly(OTHER);
    assertThat(store().queued("report", null, ALL)).isEmpty();

    store().append(List.of(TestEvents.claimed(OTHER, 2, null)));
    store().remove(TestEvents.removal(ELSEWHERE));

    assertThat(store().queued("reports", null, ALL)).containsExactly(RUN);
  }

  @Test
  void queued_withAnyName_isFoundByIt() {
    String longest = "q".repeat(Assignment.QUEUE_CHARS);
    for (String name : List.of("a'b", "a\0b", "grüße\ud83d\ude80", longest)) {
      RunKey run = new RunKey("default", "run_" + name.hashCode());
      store().append(List.of(TestEvents.queued(run, 1, name)));

      assertThat(store().queued(name, null, ALL)).as(name).containsExactly(run);
    }
    store().append(List.of(TestEvents.queued(RUN, 1, longest + "q")));
    assertThat(store().queued(longest + "q", null, ALL)).isEmpty();
  }

  @Test
  void leased_isUntilItsEnd() throws IOException {
    store().append(List.of(TestEvents.queued(RUN, 1, "reports")));
    store().append(List.of(TestEvents.created(OTHER, "nightly", 1)));
    assertThat(leased()).isEmpty();

    store().append(List.of(TestEvents.claimed(RUN, 2, LEASE)));
    store().append(List.of(TestEvents.claimed(OTHER, 2, null)));

    LeasedRun leased = store().leased(Long.MIN_VALUE, ALL).getFirst();
    assertThat(leased.run()).isEqualTo(RUN);
    assertThat(leased.lease()).isEqualTo(LEASE);
    assertThat(leased.rows()).isEqualTo(2);
    assertThat(leased()).containsExactly(RUN);
    assertThat(store().leased(leased.number(), ALL)).isEmpty();

    store().append(List.of(TestEvents.ended(RUN, RunStatus.SUCCEEDED, 3)));

    assertThat(leased()).isEmpty();
  }

  @Test
  void queued_againAfterTheClaim_changesNothing() {
    store()
        .append(
            List.of(
                TestEvents.queued(RUN, 1, "reports"),
                TestEvents.claimed(RUN, 2, LEASE),
                TestEvents.queued(RUN, 3, "reports")));

    assertThat(status(RUN)).isEqualTo(RunStatus.RUNNING);
    assertThat(leased()).containsExactly(RUN);
    assertThat(store().queued("reports", null, ALL)).isEmpty();
  }

  @Test
  void leased_ofALostRunThatShowsASignOfLife_isAgain() {
    store()
        .append(
            List.of(
                TestEvents.created(RUN, "nightly", 1),
                TestEvents.claimed(RUN, 2, LEASE),
                TestEvents.lost(RUN, 3)));
    assertThat(status(RUN)).isEqualTo(RunStatus.LOST);
    assertThat(leased()).isEmpty();

    store().append(List.of(TestEvents.event(RUN, 4)));
    assertThat(status(RUN)).isEqualTo(RunStatus.LOST);

    store().append(List.of(TestEvents.heartbeat(RUN, 5)));
    assertThat(status(RUN)).isEqualTo(RunStatus.RUNNING);
    assertThat(leased()).containsExactly(RUN);

    store().append(List.of(TestEvents.lost(RUN, 6), TestEvents.ended(RUN, RunStatus.FAILED, 7)));
    assertThat(status(RUN)).isEqualTo(RunStatus.FAILED);
    assertThat(leased()).isEmpty();
  }
}
