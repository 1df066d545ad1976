package dev.clew.ingest.otlp;

import dev.clew.core.event.StagePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The spans of one request, as far as they are each other's parents. Whose parent came with
/// another request is at the top here; its event says the parent's id all the same.
final class SpanTree {
  /// A chain that is longer is followed no further: ids may go in a circle.
  static final int MOST_LEVELS = 32;

  private static final String NAMELESS = "span";

  private final Map<Key, Span> spans = new HashMap<>();

  /// The run that a span of the trace names; the least, if they name several.
  private final Map<String, RunRef> named = new HashMap<>();

  /// Those in which a stage failed.
  private final Set<Key> broken = new HashSet<>();

  private record Key(String traceId, String spanId) {}

  SpanTree(List<Span> all) {
    for (Span span : all) {
      if (span.traceId() != null && span.spanId() != null) {
        spans.put(new Key(span.traceId(), span.spanId()), span);
        if (span.isError() && !span.kind().calls() && span.parentSpanId() != null) {
          broken.add(new Key(span.traceId(), span.parentSpanId()));
        }
        RunRef run = RunRef.named(span.attributes(), span.source().resource());
        if (run != null) {
          named.merge(
              span.traceId(),
              new RunRef(run.runId(), RunRef.By.SELF),
              (one, other) -> one.runId().compareTo(other.runId()) <= 0 ? one : other);
        }
      }
    }
  }

  /// The span's own word, else that of the nearest around it, else that of another of its trace.
  RunRef run(Span span) {
    Span at = span;
    for (int level = 0; at != null && level < MOST_LEVELS; level++) {
      RunRef run = RunRef.named(at.attributes(), at.source().resource());
      if (run != null) {
        return level == 0 ? run : new RunRef(run.runId(), RunRef.By.SELF);
      }
      at = parent(at);
    }
    String trace = Objects.requireNonNull(span.traceId());
    RunRef other = named.get(trace);
    return other == null ? RunRef.ofTrace(trace) : other;
  }

  private @Nullable Span parent(Span span) {
    return span.traceId() == null || span.parentSpanId() == null
        ? null
        : spans.get(new Key(span.traceId(), span.parentSpanId()));
  }

  /// Whether the span is the run itself: the root of its trace, or that of a pipeline's run, which
  /// may have been asked for by another service. The call of a process of which all is one run is a
  /// part of that run.
  boolean isRun(Span span) {
    boolean isRoot = span.parentSpanId() == null;
    boolean isOfPipeline =
        span.kind() == Span.Kind.SERVER
            && Said.text(span.attributes(), "cicd.pipeline.run.id") != null;
    return isOfPipeline || (isRoot && (!span.kind().calls() || run(span).by() == RunRef.By.TRACE));
  }

  /// Whether a stage right inside of it failed, of those that came with it.
  boolean isBroken(Span span) {
    return span.traceId() != null
        && span.spanId() != null
        && broken.contains(new Key(span.traceId(), span.spanId()));
  }

  /// The stage that it is, or in which it calls; null for one that is in none.
  @Nullable StagePath path(Span span) {
    Deque<StagePath.Segment> segments = new ArrayDeque<>();
    Span at = span;
    for (int level = 0; at != null && level < MOST_LEVELS && !isRun(at); level++) {
      if (!at.kind().calls()) {
        segments.addFirst(new StagePath.Segment(nameOf(at), null, null));
      }
      at = parent(at);
    }
    return segments.isEmpty() ? null : new StagePath(new ArrayList<>(segments));
  }

  static String nameOf(Span span) {
    return span.name().isEmpty() ? NAMELESS : span.name();
  }
}
