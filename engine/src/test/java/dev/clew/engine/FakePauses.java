package dev.clew.engine;

import dev.clew.engine.context.CancelSignal;
import dev.clew.engine.context.RunSources;
import dev.clew.engine.context.Timekeeper;
import dev.clew.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// Time that goes on only by waiting, and a microsecond with every reading.
final class FakePauses implements Timekeeper {
  private final AtomicLong micros = new AtomicLong();
  final List<String> waits = new CopyOnWriteArrayList<>();

  /// Runs of the plan in this time.
  TestRuns runs(Plan plan) {
    return TestRuns.of(plan)
        .sources(live ->
            new RunSources(
                live.exchanges(), () -> this, live.files(), live.contracts(), live.plugins()));
  }

  @Override
  public Instant clock(Moment moment) {
    return Instant.parse("2026-11-22T13:00:00Z").plusNanos(micros.get() * 1_000);
  }

  @Override
  public ZoneId zone() {
    return ZoneId.of("UTC");
  }

  @Override
  public Duration elapsed(Moment moment) {
    return Duration.ofNanos(micros.incrementAndGet() * 1_000);
  }

  @Override
  public Paused pause(Moment moment, Duration wanted, CancelSignal cancel) {
    waits.add(moment.path() + "#" + moment.tryNumber() + " " + wanted.toMillis());
    micros.addAndGet(wanted.toNanos() / 1_000);
    return new Paused(wanted, cancel.isGiven());
  }
}
