package dev.clew.server.lease;

import com.linecorp.armeria.common.HttpStatus;
import dev.clew.core.ClewException;
import dev.clew.core.event.Event;
import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.server.http.Problem;
import dev.clew.server.lease.LeaseAsk.Claim;
import dev.clew.server.lease.LeaseAsk.Completion;
import dev.clew.server.lease.LeaseAsk.Renewal;
import dev.clew.server.metrics.Metrics;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import dev.clew.store.StoreFault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Gives runs to workers, each to one at a time. What is decided stands in the ledger of the run as
/// its next row, or is decided anew when another row was quicker: several servers of one store, and
/// whoever sends events, agree without a word. Thread-safe.
final class Leases {
  /// Looked at for a claim of a queue.
  private static final int CANDIDATES = 50;

  /// Decisions about one run until it is said that others are always quicker.
  private static final int TRIES = 20;

  private static final int MOST_KNOWN = 2_000;

  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final RunStore store;
  private final Function<RunKey, Redactor> redactors;
  private final InstantSource clock;
  private final Metrics metrics;
  private final Consumer<Set<RunKey>> changed;

  /// What was read of runs; those that were asked for longest ago are forgotten.
  private final Map<RunKey, LeaseFold> known = new LinkedHashMap<>(16, 0.75f, true);

  /// @param redactors of each run
  /// @param changed is told which runs have new rows
  Leases(
      RunStore store,
      Function<RunKey, Redactor> redactors,
      InstantSource clock,
      Metrics metrics,
      Consumer<Set<RunKey>> changed) {
    this.store = store;
    this.redactors = redactors;
    this.clock = clock;
    this.metrics = metrics;
    this.changed = changed;
  }

  /// A run that somebody has claimed.
  ///
  /// @param attempts how many it has had, with this one
  /// @param created the row that says what is to be done; negative when none does
  record Claimed(
      RunKey run, Ledger ledger, Lease lease, String attemptId, int attempts, long created) {}

  /// What is to be written next of a run.
  private interface Decision {
    /// @return null when there is nothing to write
    /// @throws Problem.Raised when what is asked for cannot be
    @Nullable Event next(LeaseFold fold, Timestamp now);
  }

  /// The run that has waited longest.
  ///
  /// @param namespaces that they may see; null for all
  /// @return empty when none waits
  Optional<Claimed> claim(String queue, @Nullable Set<String> namespaces, Claim claim) {
    List<RunKey> waiting = store.queued(queue, namespaces, CANDIDATES);
    for (RunKey run : waiting) {
      Optional<Claimed> claimed = claim(run, queue, claim);
      if (claimed.isPresent()) {
        metrics.lease("claimed");
        return claimed;
      }
    }
    if (waiting.size() == CANDIDATES) {
      throw Problem.busy(
              "lease.busy", "others were quicker, or no run of these can be read", TRY_AGAIN)
          .raised();
    }
    return Optional.empty();
  }

  /// @return empty when it waits no more, or cannot be read: that keeps nobody from the others
  private Optional<Claimed> claim(RunKey run, String queue, Claim claim) {
    Lease lease = lease(claim);
    try {
      Ledger ledger = store.ledger(run).orElse(null);
      return ledger == null
          ? Optional.empty()
          : decide(
              run,
              ledger,
              (now, at) ->
                  now.state() == LeaseFold.State.WAITING && queue.equals(now.queue())
                      ? LeaseEvents.claimed(run, now.attemptId(), lease, claim, queue, at)
                      : null,
              now -> claimed(now, ledger, lease));
    } catch (StoreFault fault) {
      throw fault;
    } catch (Problem.Raised | ClewException e) {
      return Optional.empty();
    }
  }

  private static Optional<Claimed> claimed(LeaseFold fold, Ledger ledger, Lease lease) {
    return isHeldBy(fold, lease)
        ? Optional.of(
            new Claimed(
                fold.run(), ledger, lease, fold.attemptId(), fold.attempts(), fold.created()))
        : Optional.empty();
  }

  private static boolean isHeldBy(LeaseFold fold, Lease lease) {
    LeaseFold.Holder holder = fold.holder();
    return holder != null && holder.lease().id().equals(lease.id());
  }

  /// A run that waits in a queue, or one that was lost, which goes on as another attempt.
  ///
  /// @throws Problem.Raised when it is not there to be taken
  Claimed claim(RunKey run, Ledger ledger, Claim claim) {
    Lease lease = lease(claim);
    Claimed claimed =
        decide(
                run,
                ledger,
                (now, at) -> {
                  requireFree(now);
                  boolean isLost = now.state() == LeaseFold.State.LOST;
                  String attempt = isLost ? "att_" + lease.id() : now.attemptId();
                  return LeaseEvents.claimed(run, attempt, lease, claim, now.queue(), at);
                },
                now -> claimed(now, ledger, lease))
            .orElseThrow(() -> busy().raised());
    metrics.lease("claimed");
    return claimed;
  }

  private static void requireFree(LeaseFold fold) {
    LeaseFold.Holder holder = fold.holder();
    switch (fold.state()) {
      case LOST -> {}
      case WAITING -> {
        if (fold.queue() == null) {
          throw conflict("run.unqueued", "this run waits in no queue: whoever asked for it does it")
              .raised();
        }
      }
      case RUNNING ->
          throw conflict("lease.held", "somebody works on this run")
              .with("worker", holder == null ? null : holder.lease().worker())
              .raised();
      case ENDED -> throw ended(fold).raised();
    }
  }

  private static Problem ended(LeaseFold fold) {
    LeaseFold.Ending ending = fold.ending();
    return conflict("run.ended", "this run is over")
        .with("run_status", ending == null ? null : ending.status());
  }

  private static Problem conflict(String code, String detail) {
    return Problem.of(HttpStatus.CONFLICT, code, detail);
  }

  private static Lease lease(Claim claim) {
    return new Lease(
        "lease_" + UUID.randomUUID().toString().replace("-", ""),
        claim.worker(),
        "inv_" + UUID.randomUUID(),
        claim.time());
  }

  /// Writes a sign of life, unless there is a fresh one already.
  ///
  /// @throws Problem.Raised when the lease is not that of the run any more
  Lease renew(RunKey run, Ledger ledger, Renewal renewal) {
    Lease lease =
        decide(
            run,
            ledger,
            (now, at) -> {
              LeaseFold.Holder holder = held(now, renewal.lease());
              if (now.state() == LeaseFold.State.ENDED) {
                throw ended(now).raised();
              }
              long age = at.instant().toEpochMilli() - now.renewedAt();
              boolean isFresh =
                  age >= 0
                      && age < holder.lease().renewWithin().toMillis() / 2
                      && now.state() == LeaseFold.State.RUNNING;
              return isFresh && !renewal.saysSomething()
                  ? null
                  : LeaseEvents.renewed(now, holder, renewal, at);
            },
            now -> held(now, renewal.lease()).lease());
    metrics.lease("renewed");
    return lease;
  }

  /// Writes the end of the run. Asked again, the same is answered.
  ///
  /// @throws Problem.Raised when the lease is not that of the run any more, or when the run has
  ///   come to another end
  void complete(RunKey run, Ledger ledger, Completion completion) {
    String wanted = completion.status().wire();
    decide(
        run,
        ledger,
        (now, at) -> {
          LeaseFold.Holder holder = held(now, completion.lease());
          LeaseFold.Ending ending = now.ending();
          if (ending == null) {
            return LeaseEvents.completed(now, holder, completion, at);
          }
          if (ending.status().equals(wanted) && completion.lease().equals(ending.lease())) {
            return null;
          }
          throw ended(now).raised();
        },
        now -> true);
    metrics.lease("completed");
  }

  private static LeaseFold.Holder held(LeaseFold fold, String lease) {
    LeaseFold.Holder holder = fold.holder();
    if (holder == null || !holder.lease().id().equals(lease)) {
      throw conflict("lease.lost", "this lease is not that of the run any more: stop working on it")
          .with("worker", holder == null ? null : holder.lease().worker())
          .raised();
    }
    return holder;
  }

  /// @param answer of the run with what was written, or as it is when nothing was to be
  private <T> T decide(
      RunKey run, Ledger ledger, Decision decision, Function<LeaseFold, T> answer) {
    LeaseFold fold = fold(run);
    synchronized (fold) {
      for (int tries = 0; tries < TRIES; tries++) {
        fold.read(ledger);
        Event event = decision.next(fold, Timestamp.of(clock.instant()));
        if (event == null || isWritten(fold.rows(), event)) {
          fold.read(ledger);
          return answer.apply(fold);
        }
      }
    }
    throw busy().raised();
  }

  private static Problem busy() {
    return Problem.busy("lease.busy", "others write to this run all the time", TRY_AGAIN);
  }

  /// Whether it is the next row, and counts.
  private boolean isWritten(long rows, Event event) {
    RunKey run = RunKey.of(event);
    Appended appended = store.appendAt(rows, redactors.apply(run).redact(event, null)).orElse(null);
    return switch (appended) {
      case null -> false;
      case Appended.Stored stored -> {
        changed.accept(Set.of(run));
        yield stored.row().verdict() == Row.Verdict.ACCEPTED;
      }
      case Appended.Duplicate duplicate -> false;
      case Appended.OverLimit over ->
          throw Problem.overLimit(
                  HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                  over.code(),
                  "what was said is over a limit of events",
                  over.limit(),
                  over.actual())
              .raised();
      case Appended.Removed removed ->
          throw Problem.of(HttpStatus.GONE, "run.removed", "this run was removed just now")
              .raised();
    };
  }

  private LeaseFold fold(RunKey run) {
    synchronized (known) {
      LeaseFold fold = known.computeIfAbsent(run, LeaseFold::new);
      if (known.size() > MOST_KNOWN) {
        known.remove(known.keySet().iterator().next());
      }
      return fold;
    }
  }
}
