package dev.clew.core.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.stage.RetryScheduled;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StagePlanned;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Folds the events of one stage.
final class StageFold {
  private final StagePath path;
  private final List<Long> rows = new ArrayList<>();
  private final List<TryFold> tries = new ArrayList<>();
  private final List<DecisionView> decisions = new ArrayList<>();
  private StagePlanned plan = new StagePlanned(Json.EMPTY_OBJECT);
  private @Nullable Event started;
  private @Nullable Event ended;
  private @Nullable StageStatus status;

  /// The newest row that shows that it was at work; negative for none.
  private long lastSign = -1;

  private boolean lastCallIsOpenOrFailed;

  private static final class TryFold {
    final int number;
    final Event started;
    final List<String> calls = new ArrayList<>();
    @Nullable Event ended;
    long endedAt;
    StageStatus status = StageStatus.RUNNING;

    TryFold(int number, Event started) {
      this.number = number;
      this.started = started;
    }
  }

  StageFold(StagePath path) {
    this.path = path;
  }

  void take(Event event, @Nullable Kind kind, long offset) {
    rows.add(offset);
    if (kind == null) {
      return;
    }
    sign(kind, offset);
    switch (kind) {
      case STAGE_PLANNED -> plan = StagePlanned.from(event);
      case DECISION_EVALUATED -> decisions.add(DecisionView.of(event, offset));
      case STAGE_STARTED -> start(event);
      case STAGE_COMPLETED ->
          end(
              event,
              offset,
              StageEnded.from(event).isTolerated() ? StageStatus.TOLERATED : StageStatus.SUCCEEDED);
      case STAGE_FAILED -> end(event, offset, StageStatus.FAILED);
      case STAGE_CANCELLED -> end(event, offset, StageStatus.CANCELLED);
      case STAGE_SKIPPED -> end(event, offset, StageStatus.SKIPPED);
      case STAGE_NOT_REACHED -> end(event, offset, StageStatus.NOT_REACHED);
      case STAGE_RETRY_SCHEDULED -> {
        status = StageStatus.RUNNING;
        endTry(event, offset, StageStatus.FAILED);
      }
      case TOOL_CALL_STARTED -> {
        String call = event.toolCallId();
        if (call != null && !tries.isEmpty()) {
          tries.getLast().calls.add(call);
        }
      }
      default -> {}
    }
  }

  private void sign(Kind kind, long offset) {
    switch (kind) {
      case TOOL_CALL_STARTED, TOOL_CALL_FAILED -> {
        lastSign = offset;
        lastCallIsOpenOrFailed = true;
      }
      case TOOL_CALL_COMPLETED -> {
        lastSign = offset;
        lastCallIsOpenOrFailed = false;
      }
      case ARTIFACT_WRITTEN, ARTIFACT_CONSUMED, ARTIFACT_UPLOADED, UPLOAD, EFFECT ->
          lastSign = offset;
      default -> {}
    }
  }

  /// Whether rows show that it was at work, and none says that it started or how it ended.
  private boolean isOnlyShown() {
    return status == null && lastSign >= 0;
  }

  private void start(Event event) {
    started = started == null ? event : started;
    Integer number = event.tryNumber();
    tries.add(new TryFold(number == null ? tries.size() + 1 : number, event));
    status = StageStatus.RUNNING;
  }

  private void end(Event event, long offset, StageStatus as) {
    if (status != null && status != StageStatus.RUNNING) {
      return;
    }
    status = as;
    ended = event;
    endTry(event, offset, as);
  }

  private void endTry(Event event, long offset, StageStatus as) {
    if (!tries.isEmpty() && tries.getLast().ended == null) {
      tries.getLast().ended = event;
      tries.getLast().endedAt = offset;
      tries.getLast().status = as;
    }
  }

  StagePath path() {
    return path;
  }

  /// @param over whether nothing more can come
  /// @param around the stage whose child workflow it is in; null when it is in none
  /// @param wentOnAt the newest row that shows that the attempt was at work elsewhere
  StageView view(
      boolean over, RunStatus run, @Nullable StageFold around, long wentOnAt, RunClock clock) {
    StageStatus shown = isOnlyShown() ? StageStatus.RUNNING : status;
    String reason = ended == null ? null : StageEnded.from(ended).reason();
    boolean wentOn = wentOnAt > lastSign || run == RunStatus.SUCCEEDED;
    if (over && isOnlyShown() && wentOn && !lastCallIsOpenOrFailed) {
      shown = StageStatus.SUCCEEDED;
      reason = "what it did is there and the run went on; no row says how it ended";
    } else if (over && shown == StageStatus.RUNNING && started == null) {
      shown = StageStatus.UNCLOSED;
      reason = "rows show it at work, and none says how it ended";
    } else if (over && shown == StageStatus.RUNNING) {
      shown = StageStatus.UNCLOSED;
      reason = "it started, and no row says how it ended";
    } else if (over && shown == null) {
      shown = StageStatus.NOT_REACHED;
      reason =
          around != null && around.status != null && around.status != StageStatus.RUNNING
              ? around.path + " ended without its workflow"
              : "the run is " + run.wire() + " and no row says that this stage started";
    }
    Event start = started;
    Event end = ended;
    StageStarted startedWith =
        start == null ? new StageStarted(Json.EMPTY_OBJECT) : StageStarted.from(start);
    StageEnded endedWith = end == null ? new StageEnded(Json.EMPTY_OBJECT) : StageEnded.from(end);
    return new StageView(
        path,
        plan.get(StagePlanned.KIND, startedWith.get(StageStarted.KIND, "")),
        plan,
        shown,
        headline(shown),
        start == null ? null : start.ts(),
        start == null || end == null ? null : end.ts(),
        start == null ? null : clock.since(AnyEvent.from(start).elapsed(), start.ts()),
        start == null || end == null
            ? null
            : new StageSpan(start, tries.getLast().started).until(end),
        status(endedWith.httpStatus()),
        tries(over),
        decisions,
        startedWith.inputs(),
        endedWith.outputs(),
        endedWith.error(),
        reason,
        StagePath.parseOrNull(endedWith.causeStage()),
        startedWith,
        endedWith,
        rows);
  }

  private String headline(@Nullable StageStatus shown) {
    if (shown == null) {
      return "planned";
    }
    Event end = ended;
    return end == null || shown == StageStatus.UNCLOSED
        ? shown.wire().replace('_', ' ')
        : end.saying();
  }

  private List<TryView> tries(boolean over) {
    List<TryView> views = new ArrayList<>(tries.size());
    for (TryFold one : tries) {
      Event end = one.ended;
      StageEnded said = end == null ? new StageEnded(Json.EMPTY_OBJECT) : StageEnded.from(end);
      RetryScheduled retry =
          end != null && end.is(Kind.STAGE_RETRY_SCHEDULED) ? RetryScheduled.from(end) : null;
      views.add(
          new TryView(
              one.number,
              over && one.status == StageStatus.RUNNING ? StageStatus.UNCLOSED : one.status,
              one.started.ts(),
              end == null ? null : end.ts(),
              end == null ? null : AttemptFold.elapsed(end.duration(), one.started.ts(), end.ts()),
              one.calls,
              status(said.httpStatus()),
              said.error(),
              retry == null ? null : retry.delay(),
              retry == null ? null : retry.get(RetryScheduled.REASON, "backoff"),
              end == null ? null : one.endedAt));
    }
    return views;
  }

  private static @Nullable Integer status(@Nullable Long status) {
    return status == null ? null : Math.clamp(status, 0, 999);
  }
}
