package dev.clew.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.ledger.RedactedEvent;
import dev.clew.store.RunKey;
import dev.clew.store.StoreFault;
import dev.clew.storetck.PostgresServer;
import dev.clew.storetck.TestEvents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// F21: the server of the database is restarted as by a crash, under load.
class RestartTest {
  private static final int RESTARTS = Integer.getInteger("soak.restarts", 3);
  private static final int WRITERS = 6;
  private static final int BATCH = 25;

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  private final AtomicBoolean isOver = new AtomicBoolean();
  private final AtomicInteger faults = new AtomicInteger();

  private static RunKey run(int number) {
    return new RunKey("default", "run_" + number);
  }

  /// @return the ids that were acknowledged
  private Set<String> write(PostgresRunStore store, int writer) throws Exception {
    Set<String> acknowledged = new HashSet<>();
    for (int batch = 0; !isOver.get(); batch++) {
      List<RedactedEvent> events = new ArrayList<>();
      for (int at = 0; at < BATCH; at++) {
        // Each run has events of all writers.
        events.add(
            TestEvents.event(
                run(at % 3 + batch / 50 * 3), writer * 1_000_000 + batch * BATCH + at));
      }
      appendUntilTaken(store, events);
      events.forEach(event -> acknowledged.add(event.event().eventId()));
    }
    return acknowledged;
  }

  private void appendUntilTaken(PostgresRunStore store, List<RedactedEvent> events)
      throws Exception {
    while (true) {
      try {
        store.append(events);
        return;
      } catch (StoreFault fault) {
        assertThat(fault.kind()).as(fault.getMessage()).isEqualTo(StoreFault.Kind.BUSY);
        faults.incrementAndGet();
        Thread.sleep(20);
      }
    }
  }

  @Test
  void append_serverRestartedUnderLoad_losesNothingAndHasNothingTwice() throws Exception {
    Random random = new Random(21);
    Set<String> acknowledged = new HashSet<>();
    try (PostgresRunStore one = database.open();
        PostgresRunStore other = database.open();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<Set<String>>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int mine = writer;
        writers.add(threads.submit(() -> write(mine % 2 == 0 ? one : other, mine)));
      }
      for (int restart = 0; restart < RESTARTS; restart++) {
        Thread.sleep(300 + random.nextInt(700));
        PostgresServer.shared().restartImmediately();
      }
      Thread.sleep(500);
      isOver.set(true);
      for (Future<Set<String>> writer : writers) {
        acknowledged.addAll(writer.get());
      }
    }

    assertThat(faults.get()).as("the restarts were felt").isPositive();
    Set<String> there = new HashSet<>();
    try (PostgresRunStore store = database.open()) {
      for (int number = 0; store.ledger(run(number)).isPresent(); number++) {
        there.addAll(TestChains.verified(store, run(number)));
      }
    }
    assertThat(acknowledged).hasSizeGreaterThan(WRITERS * BATCH);
    // What was written and never acknowledged was sent again until it was.
    assertThat(there).isEqualTo(acknowledged);
  }

  @Test
  void append_serverAway_isToldToComeBack() {
    try (PostgresRunStore store = database.open()) {
      store.append(List.of(TestEvents.event(run(0), 1)));
      PostgresServer.shared().stopImmediately();
      try {
        assertThatThrownBy(() -> store.append(List.of(TestEvents.event(run(0), 2))))
            .isInstanceOfSatisfying(
                StoreFault.class,
                fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.BUSY));
        assertThatThrownBy(() -> store.ledger(run(0)))
            .isInstanceOfSatisfying(
                StoreFault.class,
                fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.BUSY));
      } finally {
        PostgresServer.shared().start();
      }
      store.append(List.of(TestEvents.event(run(0), 2)));
      assertThat(TestChains.verified(store, run(0))).hasSize(2);
    }
  }
}
