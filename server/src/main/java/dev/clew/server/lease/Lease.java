package dev.clew.server.lease;

import dev.clew.core.event.Event;
import dev.clew.core.fact.run.RunClaimed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The right of a worker to work on an attempt, as long as it shows signs of life.
///
/// @param id which its holder names
/// @param worker what its holder is called
/// @param time for how long it holds without a sign of life
record Lease(String id, String worker, String invocationId, Duration time) {
  private static final String PRODUCER = "clew-lease-";

  /// The lease that the server gave with an event; null when it is none of the server's.
  static @Nullable Lease of(Event event, RunClaimed claimed) {
    String id = claimed.lease();
    Duration time = claimed.leaseTime();
    if (id == null || time == null || !event.producer().equals(PRODUCER + id)) {
      return null;
    }
    String invocation = event.invocationId();
    String worker = claimed.worker();
    return new Lease(id, worker == null ? "" : worker, invocation == null ? "" : invocation, time);
  }

  /// Who says the events that the server writes for its holder: each lease has a sequence of its
  /// own.
  String producer() {
    return PRODUCER + id;
  }

  /// When its holder should show the next sign of life: two may be lost on their way.
  Duration renewWithin() {
    return time.dividedBy(3);
  }
}
