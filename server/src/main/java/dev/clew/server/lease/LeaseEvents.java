package dev.clew.server.lease;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.run.Heartbeat;
import dev.clew.core.fact.run.RunClaimed;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.json.Json;
import dev.clew.core.timing.DurationText;
import dev.clew.server.lease.LeaseAsk.Claim;
import dev.clew.server.lease.LeaseAsk.Completion;
import dev.clew.server.lease.LeaseAsk.Renewal;
import dev.clew.store.LeasedRun;
import dev.clew.store.RunKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The events that the server writes for whoever holds a lease, or in their stead.
final class LeaseEvents {
  private LeaseEvents() {}

  static Event claimed(
      RunKey run,
      String attemptId,
      Lease lease,
      Claim claim,
      @Nullable String queue,
      Timestamp at) {
    Json.Obj said =
        new Attributes()
            .with(RunClaimed.WORKER, claim.worker())
            .with(RunClaimed.HOST, claim.host())
            .with(RunClaimed.PID, claim.pid())
            .with(RunClaimed.QUEUE, queue)
            .with(RunClaimed.LEASE, lease.id())
            .with(RunClaimed.LEASE_TIME, lease.time())
            .build();
    return event(run, attemptId, lease, 0, Kind.RUN_CLAIMED, "claimed by " + claim.worker(), at)
        .attributes(said)
        .build();
  }

  static Event renewed(LeaseFold fold, LeaseFold.Holder holder, Renewal renewal, Timestamp at) {
    Json.Obj said =
        new Attributes()
            .with(Heartbeat.DUE, holder.lease().time())
            .with(Heartbeat.DONE, renewal.done())
            .with(Heartbeat.TOTAL, renewal.total())
            .build();
    String summary = renewal.summary() == null ? "the worker is alive" : renewal.summary();
    return event(fold, holder, Kind.HEARTBEAT, summary, at).attributes(said).build();
  }

  static Event completed(
      LeaseFold fold, LeaseFold.Holder holder, Completion completion, Timestamp at) {
    Attributes said = new Attributes().with(RunEnded.STATUS, completion.status().wire());
    if (completion.error() != null) {
      said.withAll(Json.object().put(RunEnded.ERROR.name(), completion.error()).build());
    }
    String word = completion.status().wire().replace('_', ' ');
    String summary = completion.summary() == null ? "run " + word : completion.summary();
    return event(fold, holder, Kind.RUN_FINISHED, summary, at).attributes(said.build()).build();
  }

  /// @param silence for which no row has come
  static Event lost(LeasedRun leased, String attemptId, Duration silence, Timestamp at) {
    // Each has a producer of its own, so that none has a sequence with a gap.
    Event.Identity identity = identity(leased.run(), attemptId, "clew-leases-" + leased.rows(), 0);
    String reason =
        "no sign of life for "
            + DurationText.of(silence)
            + ", under a lease of "
            + DurationText.of(leased.lease());
    return Event.of(identity, at, Kind.RUN_LOST.wire())
        .summary(reason)
        .attributes(new Attributes().with(RunEnded.REASON, reason).build())
        .build();
  }

  private static Event.Builder event(
      LeaseFold fold, LeaseFold.Holder holder, Kind kind, String summary, Timestamp at) {
    return event(fold.run(), fold.attemptId(), holder.lease(), holder.said(), kind, summary, at);
  }

  private static Event.Builder event(
      RunKey run,
      String attemptId,
      Lease lease,
      long seq,
      Kind kind,
      String summary,
      Timestamp at) {
    return Event.of(identity(run, attemptId, lease.producer(), seq), at, kind.wire())
        .summary(summary)
        .links(Event.Links.of(null, lease.invocationId(), null));
  }

  private static Event.Identity identity(RunKey run, String attemptId, String producer, long seq) {
    return new Event.Identity(
        Event.idOf(run.namespace(), attemptId, producer, 1, seq),
        run.namespace(),
        run.runId(),
        attemptId,
        producer,
        1,
        seq);
  }
}
