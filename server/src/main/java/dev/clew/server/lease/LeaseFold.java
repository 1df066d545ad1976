package dev.clew.server.lease;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.run.RunClaimed;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.Row;
import dev.clew.store.Assignment;
import dev.clew.store.RunKey;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Folds the rows of a run into who may work on it. Only the newest attempt counts. Not
/// thread-safe.
final class LeaseFold {
  private final RunKey run;
  private final Set<String> attempts = new HashSet<>();
  private long created = -1;
  private String attemptId = "";
  private @Nullable String queue;
  private @Nullable Holder holder;
  private State state = State.WAITING;
  private @Nullable Ending ending;
  private long rows;
  private long renewedAt;

  LeaseFold(RunKey run) {
    this.run = run;
  }

  /// What the newest attempt has come to.
  enum State {
    /// Nobody has begun it.
    WAITING,
    RUNNING,
    LOST,
    ENDED
  }

  /// Who has claimed a run from the server.
  ///
  /// @param said how many events the server has written for it
  record Holder(Lease lease, long said) {}

  /// @param lease under which it came to its end; null when its producer said so itself
  record Ending(String status, @Nullable String lease) {}

  /// Takes the rows that came since it was asked last.
  void read(Ledger ledger) {
    ledger.each(rows, this::take);
  }

  void take(Row row) {
    rows = row.offset() + 1;
    if (row.verdict() != Row.Verdict.ACCEPTED) {
      return;
    }
    Event event = row.event();
    Kind kind = Kind.of(event.kind());
    if (attempts.add(event.attemptId())) {
      attemptId = event.attemptId();
      queue = null;
      holder = null;
      ending = null;
      state = State.WAITING;
    }
    if (kind == Kind.RUN_CREATED && created < 0) {
      created = row.offset();
    }
    if (kind != null && event.attemptId().equals(attemptId)) {
      take(row, event, kind);
    }
  }

  private void take(Row row, Event event, Kind kind) {
    switch (kind) {
      case RUN_CREATED, RUN_QUEUED -> {
        String named = Assignment.queueOf(event);
        queue = named == null ? queue : named;
      }
      case RUN_CLAIMED, LEASE_GRANTED -> {
        progress(State.RUNNING);
        Lease lease = Lease.of(event, RunClaimed.from(event));
        holder = lease == null ? null : new Holder(lease, 0);
      }
      case RUN_STARTED -> progress(State.RUNNING);
      case HEARTBEAT -> state = state == State.LOST ? State.RUNNING : state;
      case RUN_LOST -> progress(State.LOST);
      case RUN_FINISHED, RUN_CANCELLED -> end(event);
      default -> {}
    }
    Holder now = holder;
    if (now != null && event.producer().equals(now.lease().producer())) {
      holder = new Holder(now.lease(), now.said() + 1);
      renewedAt = row.receivedAt().instant().toEpochMilli();
    }
  }

  private void progress(State next) {
    state = state == State.ENDED ? state : next;
  }

  private void end(Event event) {
    if (ending == null) {
      Holder now = holder;
      boolean isOfLease = now != null && event.producer().equals(now.lease().producer());
      String lease = isOfLease && now != null ? now.lease().id() : null;
      ending = new Ending(RunEnded.from(event).get(RunEnded.STATUS, "succeeded"), lease);
    }
    state = State.ENDED;
  }

  RunKey run() {
    return run;
  }

  /// How many there are, which is what the next one is appended at.
  long rows() {
    return rows;
  }

  /// Which row says what is to be done; negative when none does.
  long created() {
    return created;
  }

  String attemptId() {
    return attemptId;
  }

  int attempts() {
    return attempts.size();
  }

  /// Null when nobody else may take it.
  @Nullable String queue() {
    return queue;
  }

  @Nullable Holder holder() {
    return holder;
  }

  State state() {
    return state;
  }

  @Nullable Ending ending() {
    return ending;
  }

  /// When the server last wrote an event for its holder, in milliseconds since 1970.
  long renewedAt() {
    return renewedAt;
  }
}
