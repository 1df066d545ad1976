package dev.clew.ingest.otlp;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.json.Json;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.ingest.pushed.PushedEvents;
import dev.clew.ingest.thrown.Thrown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Spans as events: of a span that is the run its beginning and its end, of one that calls a tool
/// call, of any other a stage. A span comes when it has ended, so each is said as a pair with its
/// two times, in the order in which they ended: what comes of it stands next to it, and the run
/// begins before all and ends after all that came with it.
final class SpanMapping {
  private final List<Span> spans;
  private final SpanTree tree;
  private final Telling telling;
  private final Export.Builder out = new Export.Builder();

  private SpanMapping(List<Span> spans, PushedEvents.Said said) {
    this.spans = spans;
    this.tree = new SpanTree(spans);
    this.telling = new Telling(said);
  }

  static Export of(List<Span> spans, PushedEvents.Said said) {
    return new SpanMapping(spans, said).mapped();
  }

  private Export mapped() {
    List<Integer> order = new ArrayList<>(spans.size());
    for (int item = 0; item < spans.size(); item++) {
      Span span = spans.get(item);
      if (span.traceId() == null || span.spanId() == null) {
        out.refuse(item, "a span has a trace id of 16 bytes and a span id of 8, not all zero");
      } else {
        order.add(item);
      }
    }
    order.sort(
        Comparator.comparing(spans::get, (one, other) -> Long.compareUnsigned(end(one), end(other)))
            .thenComparing(item -> Objects.requireNonNull(spans.get(item).spanId())));
    for (int item : order) {
      new One(item, spans.get(item)).tell();
    }
    return out.build(spans.size());
  }

  private static long end(Span span) {
    return span.endNanos() == 0 ? span.startNanos() : span.endNanos();
  }

  /// One span.
  private final class One {
    private final int item;
    private final Span span;
    private final Telling.About about;
    private final Telling.Origin origin;
    private final @Nullable StagePath path;

    One(int item, Span span) {
      this.item = item;
      this.span = span;
      this.about =
          new Telling.About(
              span.source(),
              tree.run(span),
              Event.Trace.of(span.traceId(), span.spanId(), span.parentSpanId()));
      this.origin = telling.origin(about, said(span));
      this.path = tree.path(span);
    }

    void tell() {
      boolean isRun = tree.isRun(span);
      boolean calls = span.kind().calls();
      if (isRun) {
        beginRun();
      }
      if (calls) {
        out.add(item, callStarted());
      } else if (!isRun) {
        out.add(item, stageStarted());
      }
      happenings();
      if (calls && span.endNanos() != 0) {
        out.add(item, callEnded());
      } else if (!isRun && span.endNanos() != 0) {
        out.add(item, stageEnded());
      }
      if (isRun && span.endNanos() != 0) {
        out.end(item, runFinished());
      }
    }

    private void beginRun() {
      String name = Said.text(span.attributes(), "cicd.pipeline.name");
      Telling.Draft created = start(Kind.RUN_CREATED, "created");
      String shown = name == null ? SpanTree.nameOf(span) : name;
      created
          .event()
          .summary(shown)
          .attributes(
              about
                  .attributes()
                  .with(RunCreated.NAME, shown)
                  .with(RunCreated.VERSION, Said.text(span.source().resource(), "service.version"))
                  .with(RunCreated.TRACE_ID, span.traceId())
                  .build());
      out.begin(item, created.build());
      Telling.Draft started = start(Kind.RUN_STARTED, "started");
      Json.Obj resource = span.source().resource();
      started
          .event()
          .summary(SpanTree.nameOf(span))
          .attributes(
              about
                  .attributes()
                  .with(AttemptStarted.RESOURCE, orAbsent(resource))
                  .with(AnyEvent.OTEL, orAbsent(span.attributes()))
                  .build());
      out.begin(item, started.build());
    }

    private PushedEvent runFinished() {
      String result = Said.text(span.attributes(), "cicd.pipeline.result");
      String status =
          switch (result) {
            case "failure", "error", "timeout" -> "failed";
            case "cancellation" -> "cancelled";
            case "success", "skip" -> "succeeded";
            case null, default -> ownStatus();
          };
      SaidError error = SpanFailure.of(span);
      Telling.Draft draft = end(Kind.RUN_FINISHED, "finished");
      draft
          .event()
          .summary(error == null ? status : error.message())
          .attributes(
              about.attributes().with(RunEnded.STATUS, status).with(RunEnded.ERROR, error).build());
      return draft.build();
    }

    /// Who says nothing of how a run ended says not that all of it went well.
    private String ownStatus() {
      return span.isError()
          ? "failed"
          : span.isUnset() && tree.isBroken(span) ? "completed_with_failures" : "succeeded";
    }

    private PushedEvent stageStarted() {
      Telling.Draft draft = start(Kind.STAGE_STARTED, "started");
      draft
          .event()
          .stage(path)
          .summary(SpanTree.nameOf(span))
          .attributes(
              about
                  .attributes()
                  .with(StageStarted.KIND, span.kind().name().toLowerCase(Locale.ROOT))
                  .with(AnyEvent.OTEL, orAbsent(span.attributes()))
                  .build());
      return draft.build();
    }

    private PushedEvent stageEnded() {
      String result = Said.text(span.attributes(), "cicd.pipeline.task.run.result");
      Kind kind =
          switch (result) {
            case "failure", "error", "timeout" -> Kind.STAGE_FAILED;
            case "cancellation" -> Kind.STAGE_CANCELLED;
            case "skip" -> Kind.STAGE_SKIPPED;
            case null, default -> span.isError() ? Kind.STAGE_FAILED : Kind.STAGE_COMPLETED;
          };
      SaidError error = SpanFailure.of(span);
      Telling.Draft draft = end(kind, "ended");
      draft
          .event()
          .stage(path)
          .summary(error != null ? error.message() : result != null ? result : words(kind))
          .attributes(
              about
                  .attributes()
                  .with(
                      StageEnded.OUTCOME,
                      kind == Kind.STAGE_COMPLETED ? StageEnded.SUCCEEDED : null)
                  .with(
                      StageEnded.HTTP_STATUS,
                      Said.whole(
                          span.attributes(), "http.response.status_code", "http.status_code"))
                  .with(StageEnded.ERROR, error)
                  .build());
      return draft.build();
    }

    private static String words(Kind kind) {
      return kind == Kind.STAGE_FAILED ? "failed" : "succeeded";
    }

    private PushedEvent callStarted() {
      Call call = Call.of(span);
      Telling.Draft draft = start(Kind.TOOL_CALL_STARTED, "call");
      draft
          .event()
          .stage(path)
          .toolCall(span.spanId())
          .summary(call.words(span))
          .attributes(
              about
                  .attributes()
                  .with(ToolCallStarted.CALL_TYPE, call.type())
                  .with(ToolCallStarted.SAFE, call.isSafe())
                  .with(ToolCallStarted.METHOD, call.method().isEmpty() ? null : call.method())
                  .with(
                      ToolCallStarted.URL,
                      call.target().isEmpty() ? SpanTree.nameOf(span) : call.target())
                  .with(ToolCallStarted.MODEL, call.model())
                  .with(AnyEvent.OTEL, orAbsent(span.attributes()))
                  .build());
      return draft.build();
    }

    private PushedEvent callEnded() {
      Call call = Call.of(span);
      SaidError error = SpanFailure.of(span);
      Long status = call.status();
      String answered = status == null ? "answered" : "answered " + status;
      Telling.Draft draft =
          end(span.isError() ? Kind.TOOL_CALL_FAILED : Kind.TOOL_CALL_COMPLETED, "answered");
      draft
          .event()
          .stage(path)
          .toolCall(span.spanId())
          .summary(error != null ? error.message() : span.isError() ? "failed" : answered)
          .attributes(
              about
                  .attributes()
                  .with(ToolCallEnded.HTTP_STATUS, status)
                  .with(ToolCallEnded.ERROR, error)
                  .build());
      return draft.build();
    }

    /// An exception is an error; whatever else a span tells of is something that it says.
    private void happenings() {
      int ordinal = 0;
      for (Span.Happening happening : span.happenings()) {
        Json.Obj said = happening.attributes();
        Thrown exception = happening.name().equals(Exceptions.EVENT) ? Exceptions.in(said) : null;
        if (exception != null) {
          out.add(item, telling.exception(about, happening.nanos(), exception));
          said = Exceptions.without(said);
        }
        if (exception == null || !said.members().isEmpty()) {
          out.add(item, happening(happening, said, ordinal));
        }
        ordinal++;
      }
    }

    private PushedEvent happening(Span.Happening happening, Json.Obj said, int ordinal) {
      Telling.Origin told =
          telling.origin(
              about,
              new Json.Arr(
                  List.of(
                      Json.of(happening.name()),
                      Json.of(Long.toUnsignedString(happening.nanos())),
                      said)));
      Telling.Draft draft =
          telling.draft(about, Kind.LOG, told, "event " + ordinal, telling.at(happening.nanos()));
      draft
          .event()
          .stage(path)
          .summary(happening.name())
          .attributes(about.attributes().with(AnyEvent.OTEL, orAbsent(said)).build());
      return draft.build();
    }

    private Telling.Draft start(Kind kind, String part) {
      return telling.draft(about, kind, origin, part, telling.at(span.startNanos()));
    }

    private Telling.Draft end(Kind kind, String part) {
      Telling.Draft draft = telling.draft(about, kind, origin, part, telling.at(span.endNanos()));
      long took = span.endNanos() - span.startNanos();
      boolean isForward =
          span.startNanos() != 0
              && Long.compareUnsigned(span.endNanos(), span.startNanos()) >= 0
              && took >= 0;
      draft.event().took(isForward ? Duration.ofNanos(took) : null);
      return draft;
    }

    /// All that the span says of itself, whichever of its events is made of it.
    private static Json said(Span span) {
      return new Json.Arr(
          List.of(
              Json.of(span.name()),
              Json.of(span.kind().name()),
              Json.of(Long.toUnsignedString(span.startNanos())),
              Json.of(Long.toUnsignedString(span.endNanos())),
              Json.of(span.isError()),
              Json.of(span.statusMessage()),
              span.attributes()));
    }
  }

  private static Json.@Nullable Obj orAbsent(Json.Obj attributes) {
    return attributes.members().isEmpty() ? null : attributes;
  }
}
