package dev.clew.store;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.run.RunClaimed;
import dev.clew.core.run.RunStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Folds the accepted events of a run into its [Assignment]: what the newest attempt says. Not
/// thread-safe.
final class AssignmentFold {
  private @Nullable String attemptId;
  private @Nullable String queue;
  private @Nullable Duration lease;

  /// @param isFirst of its attempt
  void take(Event event, @Nullable Kind kind, boolean isFirst) {
    if (isFirst) {
      attemptId = event.attemptId();
      queue = null;
      lease = null;
    }
    if (kind == null || !event.attemptId().equals(attemptId)) {
      return;
    }
    switch (kind) {
      case RUN_CREATED, RUN_QUEUED -> {
        String named = Assignment.queueOf(event);
        queue = named == null ? queue : named;
      }
      case RUN_CLAIMED, LEASE_GRANTED -> lease = RunClaimed.from(event).leaseTime();
      default -> {}
    }
  }

  /// @param status of the run, by the same events
  Assignment assignment(RunStatus status) {
    return switch (status) {
      case CREATED, QUEUED -> queue == null ? Assignment.NONE : new Assignment(queue, null);
      case RUNNING -> lease == null ? Assignment.NONE : new Assignment(null, lease);
      default -> Assignment.NONE;
    };
  }
}
