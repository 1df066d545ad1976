package dev.clew.server.lease;

import dev.clew.core.ClewException;
import dev.clew.core.event.Event;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Redactor;
import dev.clew.server.log.ServerLog;
import dev.clew.server.metrics.Metrics;
import dev.clew.store.LeasedRun;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import dev.clew.store.StoreFault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Says of a run that goes on under a lease, and has had no new row for longer than that, that it
/// is lost. What counts is how long this server has seen none, by a clock that nobody sets: after a
/// start each run has its whole time once more. A row that comes at the same moment wins.
public final class LostRuns implements AutoCloseable {
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);
  private static final int PAGE_RUNS = 1_000;

  /// `leases.watched`: of more runs at once nobody says that they are lost.
  private static final int MOST_RUNS = 100_000;

  /// A lease that is shorter counts as one of so long.
  private static final Duration LEAST_LEASE = Duration.ofSeconds(1);

  private static final Duration LEAST_GRACE = Duration.ofSeconds(2);

  private final RunStore store;
  private final Redactor redactor;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Metrics metrics;
  private final ServerLog log;
  private final Consumer<Set<RunKey>> changed;
  private final Thread thread;

  /// Of the thread.
  private Map<RunKey, Seen> seen = new HashMap<>();

  private record Seen(long rows, long since) {}

  /// @param nanos a clock that only goes forwards, of no moment in particular
  /// @param changed is told which runs have new rows
  public LostRuns(
      RunStore store,
      Redactor redactor,
      InstantSource clock,
      LongSupplier nanos,
      Metrics metrics,
      ServerLog log,
      Consumer<Set<RunKey>> changed) {
    this.store = store;
    this.redactor = redactor;
    this.clock = clock;
    this.nanos = nanos;
    this.metrics = metrics;
    this.log = log;
    this.changed = changed;
    this.thread = Thread.ofPlatform().name("clew-leases").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(pause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoreFault fault) {
      // The store only reads, or was closed: there is nothing to do here any more.
    }
  }

  private Duration pause() {
    try {
      round();
      return ROUND;
    } catch (StoreFault fault) {
      if (fault.kind() == StoreFault.Kind.READ_ONLY || fault.kind() == StoreFault.Kind.CLOSED) {
        throw fault;
      }
      return AFTER_FAULT;
    } catch (RuntimeException e) {
      // The database is away for a moment.
      return AFTER_FAULT;
    }
  }

  /// Looks at all runs with a lease once.
  void round() {
    Map<RunKey, Seen> now = new HashMap<>();
    long after = Long.MIN_VALUE;
    List<LeasedRun> page;
    do {
      page = store.leased(after, PAGE_RUNS);
      for (LeasedRun run : page) {
        look(run, now);
        after = run.number();
      }
    } while (page.size() == PAGE_RUNS && now.size() < MOST_RUNS);
    seen = now;
  }

  private void look(LeasedRun run, Map<RunKey, Seen> now) {
    long time = nanos.getAsLong();
    Seen before = seen.get(run.run());
    if (before == null || before.rows() != run.rows()) {
      now.put(run.run(), new Seen(run.rows(), time));
      return;
    }
    Duration silence = Duration.ofNanos(time - before.since());
    boolean isOver = silence.compareTo(longest(run.lease())) > 0;
    // One that cannot be declared lost is tried again after its whole time, and not in each round.
    now.put(run.run(), isOver ? new Seen(run.rows(), time) : before);
    if (isOver) {
      lose(run, silence);
    }
  }

  /// A tenth of the lease more, for what is on its way.
  private static Duration longest(Duration lease) {
    Duration time = lease.compareTo(LEAST_LEASE) < 0 ? LEAST_LEASE : lease;
    Duration grace = time.dividedBy(10);
    return time.plus(grace.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : grace);
  }

  private void lose(LeasedRun run, Duration silence) {
    try {
      LeaseFold fold = new LeaseFold(run.run());
      store.ledger(run.run()).ifPresent(fold::read);
      if (fold.rows() != run.rows()) {
        return;
      }
      Timestamp at = Timestamp.of(clock.instant());
      Event said = LeaseEvents.lost(run, fold.attemptId(), silence, at);
      Optional<Appended> appended = store.appendAt(run.rows(), redactor.redact(said, null));
      if (appended.isPresent() && appended.get() instanceof Appended.Stored) {
        metrics.lease("lost");
        Json.Obj which =
            Json.object()
                .put("run_id", run.run().runId())
                .put("namespace", run.run().namespace())
                .build();
        log.say(ServerLog.Level.WARN, "run_lost", which);
        changed.accept(Set.of(run.run()));
      }
    } catch (StoreFault fault) {
      throw fault;
    } catch (ClewException e) {
      // It is damaged, or was removed meanwhile.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
