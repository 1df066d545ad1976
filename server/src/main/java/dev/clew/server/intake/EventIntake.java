package dev.clew.server.intake;

import com.linecorp.armeria.common.HttpStatus;
import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Intake;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.server.access.Principal;
import dev.clew.server.http.Problem;
import dev.clew.server.metrics.Metrics;
import dev.clew.store.Assignment;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes events into the store: redacted, each once, and not before they are durable. Thread-safe.
final class EventIntake {
  private static final int STRIPES = 64;

  private final RunStore store;
  private final Redactors redactors;
  private final Consumer<Set<RunKey>> changed;
  private final Metrics metrics;
  private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

  /// @param redactors makes the redactor of a run
  /// @param changed is told which runs have new rows
  EventIntake(RunStore store, Redactors redactors, Consumer<Set<RunKey>> changed, Metrics metrics) {
    this.store = store;
    this.redactors = redactors;
    this.changed = changed;
    this.metrics = metrics;
    for (int at = 0; at < STRIPES; at++) {
      stripes[at] = new ReentrantLock();
    }
  }

  /// @param principal who sends them
  /// @return what became of each
  /// @throws Problem.Raised when one is of a namespace that is not theirs; none is stored then
  /// @throws dev.clew.store.StoreFault when none was stored
  List<Result> take(List<PushedEvent> events, Principal principal) {
    requireOwn(events, principal);
    Batch batch = new Batch(events);
    List<ReentrantLock> held = stripesOf(batch.lookedUp());
    held.forEach(ReentrantLock::lock);
    try {
      batch.store();
    } finally {
      held.forEach(ReentrantLock::unlock);
    }
    for (Result result : batch.results) {
      metrics.event(result.status());
      if (result instanceof Result.Rejected rejected) {
        metrics.refused(rejected.code());
      }
    }
    Set<RunKey> told = batch.changedRuns();
    if (!told.isEmpty()) {
      changed.accept(told);
    }
    return batch.results;
  }

  private static void requireOwn(List<PushedEvent> events, Principal principal) {
    for (int index = 0; index < events.size(); index++) {
      if (!principal.sees(events.get(index).event().namespace())) {
        throw Problem.of(
                HttpStatus.FORBIDDEN,
                "namespace.forbidden",
                "an event is of a namespace that is not yours; nothing was stored")
            .with("index", Json.of(index))
            .raised();
      }
    }
  }

  /// The same of any number of events, in parts of a size that the store is used to. If one of them
  /// fails, all is sent again, and what is there already is known.
  List<Result> takeInParts(List<PushedEvent> events, int most, Principal principal) {
    List<Result> results = new ArrayList<>(events.size());
    for (int from = 0; from < events.size(); from += most) {
      results.addAll(take(events.subList(from, Math.min(events.size(), from + most)), principal));
    }
    return results;
  }

  /// In one order, so that two batches do not wait for one another.
  private List<ReentrantLock> stripesOf(Set<RunKey> runs) {
    Set<Integer> indexes = new TreeSet<>();
    runs.forEach(run -> indexes.add(Math.floorMod(run.hashCode(), STRIPES)));
    return indexes.stream().map(index -> stripes[index]).toList();
  }

  /// Those of one request. Not thread-safe.
  private final class Batch {
    private final List<Result> results = new ArrayList<>();

    /// What is to be stored, by its index; null for what is not.
    private final List<@Nullable RedactedEvent> redacted = new ArrayList<>();

    private final List<PushedEvent> events;
    private final Set<Integer> withMadeIds = new LinkedHashSet<>();
    private final Set<Integer> withoutTime = new LinkedHashSet<>();

    Batch(List<PushedEvent> events) {
      this.events = events;
      for (PushedEvent pushed : events) {
        Result.Rejected over = overLimit(pushed);
        results.add(over == null ? new Result.Duplicate(-1) : over);
        if (over == null && !pushed.hasOwnId()) {
          withMadeIds.add(redacted.size());
        } else if (over == null && !pushed.hasOwnTime()) {
          withoutTime.add(redacted.size());
        }
        redacted.add(over == null ? redact(pushed) : null);
      }
    }

    private RedactedEvent redact(PushedEvent pushed) {
      return redactors.of(RunKey.of(pushed.event())).redact(pushed.event(), pushed.payload());
    }

    /// The runs in which it is looked up what is there already.
    Set<RunKey> lookedUp() {
      Set<RunKey> runs = new LinkedHashSet<>(ids(withMadeIds).keySet());
      runs.addAll(ids(withoutTime).keySet());
      return runs;
    }

    private Map<RunKey, Set<String>> ids(Set<Integer> indexes) {
      Map<RunKey, Set<String>> ids = new LinkedHashMap<>();
      for (int index : indexes) {
        RedactedEvent event = redacted.get(index);
        if (event != null) {
          ids.computeIfAbsent(RunKey.of(event.event()), any -> new LinkedHashSet<>())
              .add(event.event().eventId());
        }
      }
      return ids;
    }

    void store() {
      passOverKnown();
      takeFirstTimes();
      List<RedactedEvent> all = new ArrayList<>();
      for (RedactedEvent event : redacted) {
        if (event != null) {
          all.add(event);
        }
      }
      if (all.isEmpty()) {
        return;
      }
      long begun = System.nanoTime();
      List<Appended> appended = store.append(all);
      metrics.appended(Duration.ofNanos(System.nanoTime() - begun));
      int next = 0;
      for (int index = 0; index < redacted.size(); index++) {
        if (redacted.get(index) != null) {
          results.set(index, Result.of(appended.get(next++)));
        }
      }
    }

    /// What was sent before is the same event, whatever time it was given then and whatever is
    /// known to be a secret by now.
    private void passOverKnown() {
      Map<RunKey, Map<String, Long>> known = new HashMap<>();
      ids(withMadeIds).forEach((run, ids) -> known.put(run, store.offsets(run, ids)));
      for (int index : withMadeIds) {
        RedactedEvent event = redacted.get(index);
        if (event == null) {
          continue;
        }
        Long offset =
            known.getOrDefault(RunKey.of(event.event()), Map.of()).get(event.event().eventId());
        if (offset != null) {
          results.set(index, new Result.Duplicate(offset));
          redacted.set(index, null);
        }
      }
    }

    /// What came without a time and is sent again is the same event: it keeps the time at which it
    /// came first.
    private void takeFirstTimes() {
      Map<RunKey, Map<String, Timestamp>> first = new HashMap<>();
      ids(withoutTime).forEach((run, ids) -> first.put(run, FirstTimes.of(store, run, ids)));
      for (int index : withoutTime) {
        PushedEvent pushed = events.get(index);
        RunKey run = RunKey.of(pushed.event());
        Timestamp time = first.getOrDefault(run, Map.of()).get(pushed.event().eventId());
        if (time != null) {
          redacted.set(index, redactors.of(run).redact(pushed.event().at(time), pushed.payload()));
        }
      }
    }

    Set<RunKey> changedRuns() {
      Set<RunKey> runs = new LinkedHashSet<>();
      for (int index = 0; index < redacted.size(); index++) {
        RedactedEvent event = redacted.get(index);
        if (event != null && results.get(index) instanceof Result.Stored) {
          runs.add(RunKey.of(event.event()));
        }
      }
      return runs;
    }
  }

  /// Before it is redacted, which takes time by size. What is close to the limit is left to the
  /// store, which sees what is left of it.
  private static Result.@Nullable Rejected overLimit(PushedEvent pushed) {
    Payload payload = pushed.payload();
    if (payload != null && payload.sizeBytes() > Intake.PAYLOAD_LIMIT_BYTES) {
      return Result.Rejected.over("payload.bytes", Intake.PAYLOAD_LIMIT_BYTES, payload.sizeBytes());
    }
    Event event = pushed.event();
    boolean isAsked = event.is(Kind.RUN_CREATED) || event.is(Kind.RUN_QUEUED);
    String queue = isAsked ? RunCreated.from(event).get(RunCreated.QUEUE) : null;
    if (queue != null && queue.length() > Assignment.QUEUE_CHARS) {
      return Result.Rejected.over("queue.chars", Assignment.QUEUE_CHARS, queue.length());
    }
    if (pushed.sizeBytes() <= Intake.EVENT_LIMIT_BYTES) {
      return null;
    }
    long bytes = EventJson.canonical(event).getBytes(StandardCharsets.UTF_8).length;
    return bytes > Intake.EVENT_LIMIT_BYTES
        ? Result.Rejected.over("event.bytes", Intake.EVENT_LIMIT_BYTES, bytes)
        : null;
  }
}
