package dev.clew.engine.stage;

import dev.clew.core.event.Kind;
import dev.clew.core.fact.stage.Waited;
import dev.clew.core.ledger.Recorder;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.TimeLimit;
import dev.clew.engine.context.Timekeeper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Waits that a workflow asks for, each with its row.
public final class Waiting {
  private final StageNode node;

  public Waiting(StageNode node) {
    this.node = node;
  }

  /// @param what `backoff`, `rate_limit`, `delay`
  /// @param limit null for none
  /// @param now since the start of the run
  /// @return why the stage can not go on; null when it can
  public @Nullable Failure after(
      int tryNumber, String what, Duration wanted, @Nullable TimeLimit limit, Duration now) {
    Duration left = limit == null ? wanted : limit.left(now);
    boolean over = left.compareTo(wanted) < 0;
    RunContext parts = node.parts();
    Timekeeper.Paused paused =
        parts
            .course()
            .pause(
                new Timekeeper.Moment(node.path(), tryNumber, Kind.WAITING),
                over ? left : wanted,
                parts.cancel());
    Failure failure =
        paused.cancelled()
            ? Failure.cancelled("waited (" + what + ")")
            : over && limit != null ? limit.failure() : null;
    Recorder.Draft event =
        parts
            .recorder()
            .event(Kind.WAITING, "waited " + paused.waited().toMillis() + " ms: " + what)
            .took(paused.waited())
            .with(Waited.FOR, what)
            .with(Waited.CUT, failure == null ? null : failure.code());
    (tryNumber == 0 ? event.stage(node.path()) : event.stage(node.path(), tryNumber)).append();
    return failure;
  }
}
