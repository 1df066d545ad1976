package dev.clew.execution.offline;

import dev.clew.core.event.StagePath;
import dev.clew.engine.context.CancelSignal;
import dev.clew.engine.context.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.BooleanSupplier;

/// As it was recorded until something is other than then; from there on what begins and what ends
/// follows from the workflow alone. Clocks stay those of the recording, and no wait is waited.
///
/// @param isOther whether something is other by now
record SupposedTimekeeper(RecordedTimekeeper recorded, BooleanSupplier isOther)
    implements Timekeeper {
  @Override
  public Instant clock(Moment moment) {
    return recorded.clock(moment);
  }

  @Override
  public ZoneId zone() {
    return recorded.zone();
  }

  @Override
  public Duration elapsed(Moment moment) {
    return recorded.elapsed(moment);
  }

  @Override
  public Paused pause(Moment moment, Duration wanted, CancelSignal cancel) {
    Paused paused = recorded.pause(moment, wanted, cancel);
    return isOther.getAsBoolean() ? new Paused(paused.waited(), false) : paused;
  }

  @Override
  public boolean begins(StagePath path, boolean wanted) {
    return isOther.getAsBoolean() ? wanted : recorded.begins(path, wanted);
  }

  @Override
  public boolean writes(Moment moment, boolean first) {
    return isOther.getAsBoolean() ? first : recorded.writes(moment, first);
  }

  @Override
  public boolean isCancelled(CancelSignal cancel) {
    return !isOther.getAsBoolean() && recorded.isCancelled(cancel);
  }

  @Override
  public boolean endsAtLimit() {
    return false;
  }

  @Override
  public boolean isOverrun(CancelSignal cancel) {
    return !isOther.getAsBoolean() && recorded.isOverrun(cancel);
  }

  @Override
  public int workers(int allowed) {
    return isOther.getAsBoolean() ? allowed : recorded.workers(allowed);
  }

  @Override
  public void handOver(int more) {
    recorded.handOver(more);
  }
}
