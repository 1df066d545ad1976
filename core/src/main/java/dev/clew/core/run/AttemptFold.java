package dev.clew.core.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.Documented;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Folds the events of one attempt.
final class AttemptFold {
  private final String attemptId;
  private final Map<StagePath, StageFold> stages = new LinkedHashMap<>();
  private final Map<String, CallFold> calls = new LinkedHashMap<>();
  private final ArtifactFold artifacts = new ArtifactFold();
  private final List<Event> effects = new ArrayList<>();
  private final List<Long> effectOffsets = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final ToldOrder order = new ToldOrder();
  private RunStatus status = RunStatus.CREATED;
  private AttemptStarted facts = new AttemptStarted(Json.EMPTY_OBJECT);
  private @Nullable Timestamp startedAt;
  private @Nullable Event asked;
  private @Nullable Event ended;

  /// The stage of the newest row that has one.
  private @Nullable StageFold newest;

  /// The newest row of work, and the newest of another stage than that one.
  private Work lastWork = Work.NONE;

  private Work lastWorkElsewhere = Work.NONE;

  private record Work(@Nullable StagePath path, long offset) {
    static final Work NONE = new Work(null, -1);
  }

  private record CallFold(
      Event started, long offset, @Nullable Event ended, @Nullable Long endedOffset) {}

  AttemptFold(String attemptId) {
    this.attemptId = attemptId;
  }

  void take(Row row) {
    Kind kind = Kind.of(row.event().kind());
    Event event = isFoldedAsItCame(kind) ? row.event() : Documented.of(row.event());
    long offset = row.offset();
    rows.add(row);
    order.take(row);
    artifacts.take(event, kind, offset);
    StagePath path = event.path();
    if (path != null) {
      stage(path).take(event, kind, offset);
    }
    if (kind == null) {
      return;
    }
    work(kind, path, offset);
    switch (kind) {
      case RUN_CREATED, RUN_QUEUED, RUN_CLAIMED, LEASE_GRANTED, RUN_STARTED, RUN_LOST -> {
        boolean isAsked = kind == Kind.RUN_CREATED || kind == Kind.RUN_QUEUED;
        boolean isBegun = status != RunStatus.CREATED && status != RunStatus.QUEUED;
        if (!status.terminal() && !(isAsked && isBegun)) {
          status = progress(kind);
        }
        if (asked == null && isAsked) {
          asked = event;
        }
        if (kind == Kind.RUN_STARTED) {
          startedAt = startedAt == null ? event.ts() : startedAt;
          facts = AttemptStarted.from(event);
        }
      }
      // Whoever is alive was not lost.
      case HEARTBEAT -> status = status == RunStatus.LOST ? RunStatus.RUNNING : status;
      case RUN_FINISHED, RUN_CANCELLED -> end(event, kind);
      case TOOL_CALL_STARTED -> {
        String id = event.toolCallId();
        if (id != null) {
          calls.putIfAbsent(id, new CallFold(event, offset, null, null));
        }
      }
      case TOOL_CALL_COMPLETED, TOOL_CALL_FAILED -> endCall(event, offset);
      case EFFECT -> {
        effects.add(event);
        effectOffsets.add(offset);
      }
      default -> {}
    }
  }

  /// Most of a large ledger is output and calls. Nothing is folded of output but that it is there,
  /// and what calls say is made to fit when they are shown.
  private static boolean isFoldedAsItCame(@Nullable Kind kind) {
    return switch (kind) {
      case TOOL_CALL_STARTED, TOOL_CALL_COMPLETED, TOOL_CALL_FAILED -> true;
      case null -> false;
      default -> kind.group() == Kind.Group.LOG;
    };
  }

  /// Rows of one stage mostly follow each other, so that few are looked up.
  private StageFold stage(StagePath path) {
    StageFold stage = newest;
    if (stage == null || !stage.path().equals(path)) {
      stage = stages.computeIfAbsent(path, StageFold::new);
      newest = stage;
    }
    return stage;
  }

  private void work(Kind kind, @Nullable StagePath path, long offset) {
    boolean isWork =
        switch (kind) {
          case UPLOAD, ARTIFACT_UPLOADED, STATUS_PERSISTED -> true;
          case STAGE_STARTED,
              TOOL_CALL_STARTED,
              TOOL_CALL_COMPLETED,
              TOOL_CALL_FAILED,
              ARTIFACT_WRITTEN,
              ARTIFACT_CONSUMED,
              EFFECT ->
              path != null;
          default -> false;
        };
    if (isWork) {
      if (!Objects.equals(path, lastWork.path())) {
        lastWorkElsewhere = lastWork;
      }
      lastWork = new Work(path, offset);
    }
  }

  private long wentOnAt(StageFold stage) {
    Work other = stage.path().equals(lastWork.path()) ? lastWorkElsewhere : lastWork;
    return other.offset();
  }

  private static RunStatus progress(Kind kind) {
    return switch (kind) {
      case RUN_CREATED -> RunStatus.CREATED;
      case RUN_QUEUED -> RunStatus.QUEUED;
      case RUN_LOST -> RunStatus.LOST;
      default -> RunStatus.RUNNING;
    };
  }

  /// The first terminal event stands; a later one changes nothing (DESIGN §5.3).
  private void end(Event event, Kind kind) {
    if (ended != null) {
      return;
    }
    ended = event;
    RunStatus said = RunStatus.of(RunEnded.from(event).get(RunEnded.STATUS, ""));
    status =
        kind == Kind.RUN_CANCELLED
            ? RunStatus.CANCELLED
            : said == null || !said.terminal() ? RunStatus.SUCCEEDED : said;
  }

  private void endCall(Event event, long offset) {
    String id = event.toolCallId();
    CallFold call = id == null ? null : calls.get(id);
    if (id != null && call != null && call.ended() == null) {
      calls.put(id, new CallFold(call.started(), call.offset(), event, offset));
    }
  }

  AttemptView view(int position, RunView.Writer writer) {
    if (!order.isBroken()) {
      return asTaken(position, writer);
    }
    AttemptFold told = new AttemptFold(attemptId);
    ToldOrder.of(rows).forEach(told::take);
    return told.asTaken(position, writer);
  }

  private AttemptView asTaken(int position, RunView.Writer writer) {
    RunStatus shown = status;
    boolean over = shown.terminal() || shown == RunStatus.LOST;
    if (!over && writer == RunView.Writer.ABSENT) {
      shown = RunStatus.INTERRUPTED;
      over = true;
    }
    Timestamp wish = wish();
    RunClock clock = new RunClock(wish == null ? startedAt : wish, startedAt);
    List<StageView> stageViews = new ArrayList<>(stages.size());
    for (StageFold stage : stages.values()) {
      stageViews.add(stage.view(over, shown, around(stage), wentOnAt(stage), clock));
    }
    List<ToolCallView> callViews = new ArrayList<>(calls.size());
    for (CallFold call : calls.values()) {
      callViews.add(call(call, over));
    }
    if (shown == RunStatus.SUCCEEDED && anyTolerated(stageViews)) {
      shown = RunStatus.COMPLETED_WITH_FAILURES;
    }
    Event end = ended;
    List<NamedValue> output = end == null ? List.of() : RunEnded.from(end).output();
    Long number = facts.attempt();
    return new AttemptView(
        attemptId,
        number == null ? position : Math.clamp(number, 1, Integer.MAX_VALUE),
        shown,
        clock,
        startedAt,
        end == null ? null : end.ts(),
        end == null ? null : whole(end, wish),
        facts,
        stageViews,
        callViews,
        artifacts.views(rows),
        EffectView.of(callViews, effects, effectOffsets),
        output,
        rows);
  }

  /// When it was asked for; null when no row says that, or when the clock went backwards after it.
  private @Nullable Timestamp wish() {
    Event wish = asked;
    Event end = ended;
    Timestamp at =
        wish == null ? null : RunCreated.from(wish).get(RunCreated.CREATED_AT, wish.ts());
    return at != null && end != null && end.ts().compareTo(at) < 0 ? null : at;
  }

  /// From the wish to the terminal event, so that the windows add up to it; when no row says when
  /// it was asked for, or the clock went backwards between them, what its producer measured.
  private @Nullable Duration whole(Event end, @Nullable Timestamp wish) {
    return wish == null
        ? elapsed(end.duration(), startedAt, end.ts())
        : elapsed(null, wish, end.ts());
  }

  /// The stage whose child workflow it is in; null when it is in none.
  private @Nullable StageFold around(StageFold stage) {
    StagePath parent = stage.path().parent();
    return parent == null ? null : stages.get(parent);
  }

  private static boolean anyTolerated(List<StageView> stages) {
    for (StageView stage : stages) {
      if (stage.status() == StageStatus.TOLERATED) {
        return true;
      }
    }
    return false;
  }

  private static ToolCallView call(CallFold call, boolean over) {
    Event started = call.started();
    Event ended = call.ended();
    ToolCallView.Status status =
        ended == null
            ? over ? ToolCallView.Status.UNCLOSED : ToolCallView.Status.RUNNING
            : ended.is(Kind.TOOL_CALL_COMPLETED)
                ? ToolCallView.Status.COMPLETED
                : ToolCallView.Status.FAILED;
    Integer tryNumber = started.tryNumber();
    return new ToolCallView(
        Objects.requireNonNull(started.toolCallId()),
        started.path(),
        tryNumber == null ? 1 : tryNumber,
        status,
        started.ts(),
        ended == null ? null : elapsed(ended.duration(), started.ts(), ended.ts()),
        ToolCallStarted.from(Documented.of(started)),
        ended == null ? null : ToolCallEnded.from(Documented.of(ended)),
        call.offset(),
        call.endedOffset());
  }

  /// The measured duration; else the distance of the two readings, unless the clock went backwards
  /// between them.
  static @Nullable Duration elapsed(
      @Nullable Duration measured, @Nullable Timestamp from, Timestamp to) {
    if (measured != null || from == null) {
      return measured;
    }
    Duration distance = Duration.between(from.instant(), to.instant());
    return distance.isNegative() ? null : distance;
  }
}
