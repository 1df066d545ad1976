package dev.clew.ingest.otlp;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.ingest.pushed.PushedEvents;
import dev.clew.ingest.thrown.Thrown;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Log records as events. Which of equal records one is tells them apart, as nothing else does.
final class LogMapping {
  private static final List<Severity> BY_NUMBER =
      List.of(
          Severity.TRACE,
          Severity.DEBUG,
          Severity.INFO,
          Severity.WARN,
          Severity.ERROR,
          Severity.FATAL);

  private final Telling telling;
  private final Export.Builder out = new Export.Builder();
  private final Map<String, Integer> seen = new HashMap<>();

  private LogMapping(PushedEvents.Said said) {
    this.telling = new Telling(said);
  }

  static Export of(List<LogEntry> logs, PushedEvents.Said said) {
    LogMapping mapping = new LogMapping(said);
    for (int item = 0; item < logs.size(); item++) {
      mapping.tell(item, logs.get(item));
    }
    return mapping.out.build(logs.size());
  }

  private void tell(int item, LogEntry log) {
    RunRef run = RunRef.named(log.attributes(), log.source().resource());
    String trace = log.traceId();
    if (run == null && trace != null) {
      run = RunRef.ofTrace(trace);
    }
    if (run == null) {
      out.refuse(
          item,
          "a log record belongs to a run by its attribute clew.run.id or cicd.pipeline.run.id, or"
              + " by its trace id");
      return;
    }
    Telling.About about =
        new Telling.About(log.source(), run, Event.Trace.of(trace, log.spanId(), null));
    Thrown exception = Exceptions.in(log.attributes());
    if (exception == null || log.body() != null) {
      line(item, log, about);
    }
    if (exception != null) {
      out.add(item, telling.exception(about, log.nanos(), exception));
    }
  }

  private void line(int item, LogEntry log, Telling.About about) {
    Telling.Origin origin = telling.origin(about, said(log));
    int ordinal = seen.merge(origin.key(), 1, Integer::sum);
    Telling.Draft draft =
        telling.draft(about, Kind.LOG, origin, "log " + ordinal, telling.at(log.nanos()));
    Json.Obj rest = Exceptions.without(log.attributes());
    draft
        .event()
        .summary(words(log))
        .severity(severity(log))
        .attributes(
            about.attributes().with(AnyEvent.OTEL, rest.members().isEmpty() ? null : rest).build());
    out.add(item, draft.build());
  }

  private static Json said(LogEntry log) {
    Json body = log.body();
    return new Json.Arr(
        List.of(
            Json.of(Long.toUnsignedString(log.nanos())),
            Json.of(log.severity()),
            Json.of(log.severityText()),
            body == null ? Json.NULL : body,
            Json.of(log.eventName()),
            Json.ofNullable(log.source().scope()),
            log.attributes()));
  }

  private static String words(LogEntry log) {
    return switch (log.body()) {
      case null -> log.eventName();
      case Json.Str text -> text.value();
      case Json other -> JsonWriter.compact(other);
    };
  }

  /// By the number (logs data model, "Severity Fields"), four of which have one name; without one
  /// by the word.
  private static @Nullable Severity severity(LogEntry log) {
    if (log.severity() >= 1 && log.severity() <= 24) {
      return BY_NUMBER.get((int) (log.severity() - 1) / 4);
    }
    for (Severity severity : Severity.values()) {
      if (severity.name().equalsIgnoreCase(log.severityText())) {
        return severity;
      }
    }
    return null;
  }
}
