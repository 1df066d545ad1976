package dev.clew.runs.recording;

import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.redaction.SecretRedactor;
import dev.clew.runs.RecordedRun;
import dev.clew.store.RunKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A run that a file tells of, or a part of one, as it came: it is not redacted yet.
///
/// @param name as the file says it, or the run's id
/// @param executionKey null when the file says none
record ToldRun(RunKey run, String name, @Nullable String executionKey, List<PushedEvent> events) {
  ToldRun {
    events = List.copyOf(events);
  }

  /// Events of any runs, each with its own.
  static List<ToldRun> of(List<PushedEvent> events) {
    Map<RunKey, List<PushedEvent>> byRun = new LinkedHashMap<>();
    for (PushedEvent event : events) {
      byRun.computeIfAbsent(RunKey.of(event.event()), any -> new ArrayList<>()).add(event);
    }
    List<ToldRun> runs = new ArrayList<>();
    byRun.forEach((run, its) -> runs.add(of(run, its)));
    return runs;
  }

  private static ToldRun of(RunKey run, List<PushedEvent> events) {
    String name = null;
    String key = null;
    for (PushedEvent pushed : events) {
      Event event = pushed.event();
      if (event.is(Kind.RUN_CREATED)) {
        RunCreated created = RunCreated.from(event);
        name = name == null ? created.name() : name;
        key = key == null ? created.executionKey() : key;
      }
    }
    return new ToldRun(run, name == null || name.isBlank() ? run.runId() : name, key, events);
  }

  /// A run that clew has recorded: its events have their ids.
  static ToldRun of(RecordedRun recorded) {
    List<PushedEvent> events = new ArrayList<>();
    for (Row row : recorded.contents().rows()) {
      events.add(new PushedEvent(row.event(), row.payload(), true, true, 0));
    }
    RunKey run = new RunKey(recorded.view().namespace(), recorded.view().runId());
    return new ToldRun(
        run, recorded.view().name(), recorded.view().created().executionKey(), events);
  }

  ExecutionKey key() {
    return RunExport.key(executionKey, run);
  }

  /// All of it, so that what is known to be a secret by the end is taken out from the beginning on.
  Redacted redacted() {
    Redactor redactor = new SecretRedactor();
    events.forEach(pushed -> redactor.redact(pushed.event(), pushed.payload()));
    List<RedactedEvent> all = new ArrayList<>(events.size());
    events.forEach(pushed -> all.add(redactor.redact(pushed.event(), pushed.payload())));
    return new Redacted(redactor.redact(name), all);
  }

  /// @param events in the order of the others
  record Redacted(String name, List<RedactedEvent> events) {}

  /// Whether all of its events came with their ids and times.
  boolean isWhole() {
    return events.stream().allMatch(ToldRun::isWhole);
  }

  private static boolean isWhole(PushedEvent pushed) {
    return pushed.hasOwnId() && pushed.hasOwnTime();
  }

  /// What is new of it.
  ///
  /// @param known ids of events that are there already. One that came without its id, which follows
  ///   from what it says then, or without a time is the same event, whatever time it was given
  List<RedactedEvent> unless(Redacted redacted, Set<String> known) {
    List<RedactedEvent> fresh = new ArrayList<>();
    for (int at = 0; at < events.size(); at++) {
      PushedEvent pushed = events.get(at);
      if (isWhole(pushed) || !known.contains(pushed.event().eventId())) {
        fresh.add(redacted.events().get(at));
      }
    }
    return fresh;
  }
}
