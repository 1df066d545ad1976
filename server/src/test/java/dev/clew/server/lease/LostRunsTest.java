package dev.clew.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.run.RunClaimed;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Unredacted;
import dev.clew.core.run.RunStatus;
import dev.clew.server.log.ServerLog;
import dev.clew.server.metrics.Metrics;
import dev.clew.store.MemoryRunStore;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.storetck.TestEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LostRunsTest {
  private static final RunKey RUN = new RunKey("default", "run_1");
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Instant NOW = Instant.parse("2026-11-30T03:10:00Z");

  private final MemoryRunStore store =
      new MemoryRunStore(
          () -> NOW, run -> new LedgerId(run.namespace(), run.runId(), "ledger_" + run.runId()));
  private final List<Set<RunKey>> told = new ArrayList<>();
  private long nanos;
  private LostRuns lost = started();

  private LostRuns started() {
    return new LostRuns(
        store,
        new Unredacted(),
        () -> NOW,
        () -> nanos,
        new Metrics(),
        ServerLog.none(),
        told::add);
  }

  private void passes(long seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
    lost.round();
  }

  private RunStatus status() {
    return store.find(RunQuery.ALL, 1).stream().map(RunEntry::status).findFirst().orElseThrow();
  }

  private static RedactedEvent claimedAgain() {
    var identity =
        new Event.Identity("again", RUN.namespace(), RUN.runId(), "att_2", "another", 1, 0);
    Event event =
        Event.of(identity, Timestamp.of(NOW), Kind.RUN_CLAIMED.wire())
            .attributes(new Attributes().with(RunClaimed.LEASE_TIME, LEASE).build())
            .build();
    return new Unredacted().redact(event, null);
  }

  private void claim() {
    store.append(List.of(TestEvents.created(RUN, "nightly", 1), TestEvents.claimed(RUN, 2, LEASE)));
    lost.round();
  }

  @Test
  void round_noRowForLongerThanTheLease_saysThatItIsLost_once() {
    claim();
    passes(32);
    assertThat(status()).isEqualTo(RunStatus.RUNNING);

    passes(2);

    assertThat(status()).isEqualTo(RunStatus.LOST);
    assertThat(told).containsExactly(Set.of(RUN));
    var row = store.ledger(RUN).orElseThrow().rows(2, 1).getFirst();
    assertThat(row.event().kind()).isEqualTo(Kind.RUN_LOST.wire());
    assertThat(row.event().summary())
        .isEqualTo("no sign of life for 34.0 s, under a lease of 30.0 s");
    passes(100);
    assertThat(store.ledger(RUN).orElseThrow().head().size()).isEqualTo(3);
  }

  @Test
  void round_anyRow_isASignOfLife() {
    claim();
    for (int number = 3; number < 10; number++) {
      passes(20);
      store.append(List.of(TestEvents.event(RUN, number)));
    }
    passes(20);

    assertThat(status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void round_afterAStart_givesTheWholeTimeOnceMore() {
    claim();
    passes(25);
    lost = started();
    nanos += Duration.ofHours(1).toNanos();
    lost.round();
    passes(30);
    assertThat(status()).isEqualTo(RunStatus.RUNNING);

    passes(4);

    assertThat(status()).isEqualTo(RunStatus.LOST);
  }

  @Test
  void round_aHeartbeatAfterIt_bringsTheRunBack_andItMayBeLostAgain() {
    claim();
    passes(34);
    store.append(List.of(TestEvents.heartbeat(RUN, 3)));
    assertThat(status()).isEqualTo(RunStatus.RUNNING);
    lost.round();

    passes(34);

    assertThat(status()).isEqualTo(RunStatus.LOST);
    store.append(List.of(TestEvents.ended(RUN, RunStatus.SUCCEEDED, 4)));
    assertThat(status()).isEqualTo(RunStatus.SUCCEEDED);
    passes(100);
    assertThat(status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void round_runWithoutALease_isNeverLost() {
    store.append(List.of(TestEvents.created(RUN, "nightly", 1), TestEvents.started(RUN, 2)));
    lost.round();

    passes(1_000_000);

    assertThat(status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void round_lateRowOfAnOlderAttempt_doesNotHideTheNewest() {
    claim();
    store.append(List.of(TestEvents.lost(RUN, 3)));
    store.append(List.of(claimedAgain()));
    store.append(List.of(TestEvents.event(RUN, 4)));
    lost.round();

    passes(34);

    assertThat(status()).isEqualTo(RunStatus.LOST);
    passes(34);
    assertThat(store.ledger(RUN).orElseThrow().head().size()).isEqualTo(6);
  }
}
