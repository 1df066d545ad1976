package dev.clew.core.timing;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.stage.RetryScheduled;
import dev.clew.core.fact.stage.Waited;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.StageView;
import dev.clew.core.run.ToolCallView;
import dev.clew.core.run.TryView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the time of the active window was spent on. Every moment of it is counted once: as waiting
/// while a wait was announced and no call was out, else as work while a stage or a call was under
/// way, else as idle. Of an open window the time up to the newest event is counted.
///
/// @param waiting by what was waited for: `dependency`, `rate_limit`, `backoff`, `lock`
/// @param gaps the longest idle stretches, the longest first
public record Activity(
    Duration work, Map<String, Duration> waiting, Duration idle, List<Gap> gaps) {
  private static final int MAX_GAPS = 5;

  public Activity {
    waiting = java.util.Collections.unmodifiableMap(new TreeMap<>(waiting));
    gaps = List.copyOf(gaps);
  }

  /// A stretch in which nothing was under way.
  public record Gap(Timestamp from, Timestamp to) {
    public Duration duration() {
      return Duration.between(from.instant(), to.instant());
    }
  }

  private record Span(Instant from, Instant to) {}

  private record Edge(Instant at, Use use, int change, String what) {}

  private enum Use {
    CALL,
    STAGE,
    WAIT
  }

  static Activity of(AttemptView attempt, Window active, boolean selfReporting) {
    Span span = span(active);
    if (span == null) {
      return new Activity(Duration.ZERO, Map.of(), Duration.ZERO, List.of());
    }
    List<Edge> edges = new ArrayList<>();
    calls(attempt, selfReporting, span, edges);
    stages(attempt, span, edges);
    waits(attempt, span, edges);
    edges.sort(Comparator.comparing(Edge::at));
    return new Sweep(span).over(edges);
  }

  private static @Nullable Span span(Window active) {
    Boundary start = active.start();
    Boundary end = active.end() == null ? active.lastSign() : active.end();
    if (start == null || end == null || end.at().compareTo(start.at()) <= 0) {
      return null;
    }
    return new Span(start.at().instant(), end.at().instant());
  }

  private static void calls(
      AttemptView attempt, boolean selfReporting, Span span, List<Edge> edges) {
    for (ToolCallView call : attempt.toolCalls()) {
      if (!(selfReporting && call.wraps())) {
        Duration took = call.duration();
        Instant from = call.startedAt().instant();
        boolean running = call.status() == ToolCallView.Status.RUNNING;
        if (took != null || running) {
          add(edges, span, from, took == null ? span.to() : from.plus(took), Use.CALL, "");
        }
      }
    }
  }

  private static void stages(AttemptView attempt, Span span, List<Edge> edges) {
    for (StageView stage : attempt.stages()) {
      for (TryView one : stage.tries()) {
        Timestamp end = one.finishedAt();
        Instant to = end == null ? span.to() : end.instant();
        add(edges, span, began(one, to), to, Use.STAGE, "");
      }
    }
  }

  /// A stage that says how long it took may have said that it started when it had ended.
  private static Instant began(TryView one, Instant to) {
    Instant said = one.startedAt().instant();
    Instant measured = one.duration() == null ? said : to.minus(one.duration());
    return measured.isBefore(said) ? measured : said;
  }

  private static void waits(AttemptView attempt, Span span, List<Edge> edges) {
    for (Row row : attempt.rows()) {
      Event event = row.event();
      Instant at = event.ts().instant();
      if (event.is(Kind.STAGE_RETRY_SCHEDULED)) {
        Duration delay = RetryScheduled.from(event).delay();
        if (delay != null) {
          String reason = RetryScheduled.from(event).get(RetryScheduled.REASON, "backoff");
          add(edges, span, at, at.plus(delay), Use.WAIT, reason);
        }
      } else if (event.is(Kind.WAITING) && event.duration() != null) {
        String what = Waited.from(event).get(Waited.FOR, "dependency");
        add(edges, span, at.minus(event.duration()), at, Use.WAIT, what);
      }
    }
  }

  private static void add(
      List<Edge> edges, Span span, Instant from, Instant to, Use use, String what) {
    Instant start = from.isBefore(span.from()) ? span.from() : from;
    Instant end = to.isAfter(span.to()) ? span.to() : to;
    if (start.isBefore(end)) {
      edges.add(new Edge(start, use, 1, what));
      edges.add(new Edge(end, use, -1, what));
    }
  }

  private static final class Sweep {
    private final Span span;
    private int calls;
    private int stages;
    private final Map<String, Integer> waits = new TreeMap<>();
    private final Map<String, Duration> waiting = new TreeMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private Duration work = Duration.ZERO;
    private Duration idle = Duration.ZERO;

    Sweep(Span span) {
      this.span = span;
    }

    Activity over(List<Edge> edges) {
      Instant at = span.from();
      for (Edge edge : edges) {
        spend(at, edge.at());
        at = edge.at();
        switch (edge.use()) {
          case CALL -> calls += edge.change();
          case STAGE -> stages += edge.change();
          case WAIT -> waits.merge(edge.what(), edge.change(), Integer::sum);
        }
      }
      spend(at, span.to());
      gaps.sort(Comparator.comparing(Gap::duration).reversed());
      return new Activity(work, waiting, idle, gaps.subList(0, Math.min(MAX_GAPS, gaps.size())));
    }

    private void spend(Instant from, Instant to) {
      Duration time = Duration.between(from, to);
      if (time.isZero()) {
        return;
      }
      String waitedFor = calls > 0 ? null : waitedFor();
      if (waitedFor != null) {
        waiting.merge(waitedFor, time, Duration::plus);
      } else if (calls > 0 || stages > 0) {
        work = work.plus(time);
      } else {
        idle = idle.plus(time);
        gaps.add(new Gap(Timestamp.of(from), Timestamp.of(to)));
      }
    }

    private @Nullable String waitedFor() {
      for (Map.Entry<String, Integer> wait : waits.entrySet()) {
        if (wait.getValue() > 0) {
          return wait.getKey();
        }
      }
      return null;
    }
  }
}
