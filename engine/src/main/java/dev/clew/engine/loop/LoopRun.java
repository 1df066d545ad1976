package dev.clew.engine.loop;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.stage.ItemTally;
import dev.clew.core.fact.stage.LoopPlan;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.context.RunState;
import dev.clew.engine.evidence.NamedValues;
import dev.clew.engine.outcome.Jumps;
import dev.clew.engine.outcome.StageOutcome;
import dev.clew.engine.outcome.StageResults;
import dev.clew.engine.schedule.Workers;
import dev.clew.engine.stage.RunIf;
import dev.clew.engine.stage.StageExecutor;
import dev.clew.engine.stage.StageNode;
import dev.clew.plan.WorkflowSpec;
import dev.clew.plan.expression.Condition;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.scope.StageValues;
import dev.clew.plan.stage.Jump;
import dev.clew.plan.stage.Loop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A stage for each item of a list. The loop has a node of its own, and so has every item. Of an
/// item that is done only its outputs are kept.
public final class LoopRun {
  private static final int TRY = 1;

  private final StageNode node;
  private final Loop loop;
  private final StageExecutor executor;
  private final RunContext parts;
  private final AtomicInteger next = new AtomicInteger();
  private Tally tally = new Tally(0);
  private List<Json> items = List.of();

  /// @param executor does the work of an item
  public LoopRun(StageNode node, Loop loop, StageExecutor executor) {
    this.node = node;
    this.loop = loop;
    this.executor = executor;
    this.parts = node.parts();
  }

  public StageOutcome run() {
    RunScope scope = node.scope(TRY);
    LoopItems found = LoopItems.of(node, loop, scope);
    items = found.items();
    int workers = loop.sequential() ? 1 : Math.min(loop.maxParallel(), items.size());
    Duration startedAt = node.elapsed(TRY, Kind.STAGE_STARTED);
    node.started(TRY, startedAt, found.uses()).with(StageStarted.LOOP, plan()).append();
    Failure failure = found.failure();
    if (failure != null) {
      return failed(failure, startedAt);
    }
    tally = new Tally(items.size());
    if (workers > 1) {
      Workers.run(workers, parts.course(), this::work);
    } else {
      work();
    }
    failure = tally.failure(node.path());
    if (failure == null && tally.notReached() > 0) {
      failure = Failure.cancelled("went over its items");
    }
    return failure == null ? passed(startedAt) : failed(failure, startedAt);
  }

  private LoopPlan plan() {
    return new LoopPlan(
        new Attributes()
            .with(LoopPlan.ITEMS, items.size())
            .with(LoopPlan.MODE, loop.sequential() ? LoopPlan.SEQUENTIAL : LoopPlan.PARALLEL)
            .with(LoopPlan.MAX_PARALLEL, loop.sequential() ? 1 : loop.maxParallel())
            .build());
  }

  /// Takes items until there are no more, or one has failed.
  private void work() {
    for (int index = next.getAndIncrement(); index < items.size(); index = next.getAndIncrement()) {
      boolean wanted = !tally.hasFailed() && !parts.cancel().isGiven();
      StagePath path = node.path().item(index);
      if (parts.course().begins(path, wanted)) {
        tally.take(index, item(index, path));
      }
    }
  }

  private StageOutcome item(int index, StagePath path) {
    RunState known = node.known().over();
    known.context(loop.itemName(), items.get(index));
    known.context(loop.indexName(), Json.of(index));
    StageNode one =
        new StageNode(
            parts,
            node.frame(),
            node.stage(),
            path,
            known,
            loop.sequential() ? node.changes() : known);
    Condition runIf = node.stage().settings().runIf();
    try {
      StageOutcome skipped =
          runIf != null && RunIf.isForEachItem(runIf, loop)
              ? RunIf.unlessItHolds(one, runIf)
              : null;
      return skipped == null ? executor.once(one) : skipped;
    } catch (RuntimeException | Error e) {
      return one.failed(e);
    }
  }

  private NamedValues outputs() {
    NamedValues made = new NamedValues();
    Json.Obj last = tally.last();
    if (last != null) {
      last.members().forEach(made::add);
    }
    made.add("foreach_count", Json.of(items.size()));
    made.add("foreach_items", tally.outputs());
    made.add("foreach_success_count", Json.of(tally.succeeded()));
    made.add("foreach_failed_count", Json.of(tally.failedCount()));
    if (node.stage().spec() instanceof WorkflowSpec) {
      made.add("foreach_results", tally.outputs());
    }
    return made;
  }

  private StageOutcome passed(Duration startedAt) {
    Jump jump = tally.jump();
    if (jump != null) {
      if (node.frame().jumps().incrementAndGet() > RunSettings.MAX_JUMPS) {
        return failed(Jumps.tooMany(node.frame().workflow().name()), startedAt);
      }
      Jumps.decided(parts.recorder(), node.path(), "item " + tally.jumpAt(), jump);
    }
    NamedValues made = outputs();
    Failure tolerated = tally.tolerated(node.path());
    String counted = tally.words();
    Recorder.Draft event =
        parts
            .recorder()
            .event(Kind.STAGE_COMPLETED, (tolerated == null ? "succeeded: " : "failed: ") + counted)
            .stage(node.path(), TRY)
            .with(
                StageEnded.OUTCOME, tolerated == null ? StageEnded.SUCCEEDED : StageEnded.TOLERATED)
            .with(StageEnded.ITEMS, tally.said())
            .with(StageEnded.OUTPUTS, made.evidence())
            .took(node.elapsed(TRY, Kind.STAGE_COMPLETED).minus(startedAt));
    if (tolerated != null) {
      event
          .severity(Severity.WARN)
          .with(StageEnded.CAUSE_STAGE, String.valueOf(tolerated.cause()))
          .with(StageEnded.ERROR, tolerated.said(null));
    }
    event.append();
    return new StageOutcome.Passed(
        StageResults.values(node.path(), made, null, null), tolerated != null, jump);
  }

  private StageOutcome failed(Failure failure, Duration startedAt) {
    boolean interrupted = failure.isCancelled();
    Kind kind = interrupted ? Kind.STAGE_CANCELLED : Kind.STAGE_FAILED;
    parts
        .recorder()
        .event(kind, (interrupted ? "cancelled: " : "failed: ") + failure.message())
        .stage(node.path(), TRY)
        .severity(Severity.ERROR)
        .took(node.elapsed(TRY, kind).minus(startedAt))
        .with(StageEnded.ITEMS, tally.said())
        .with(StageEnded.CAUSE_STAGE, failure.cause() == null ? null : failure.cause().toString())
        .with(StageEnded.ERROR, failure.said(null))
        .append();
    return new StageOutcome.Failed(
        new StageValues(node.path().toString(), StageValues.State.RAN, Map.of(), Map.of(), null),
        failure);
  }

  /// What became of the items, by their index. Thread-safe.
  private static final class Tally {
    private final @Nullable Json[] outputs;
    private int succeeded;
    private int tolerated;
    private int failed;
    private int skipped;
    private @Nullable Failure failure;
    private int failedAt = Integer.MAX_VALUE;
    private int toleratedAt = Integer.MAX_VALUE;
    private @Nullable Jump jump;
    private int jumpAt = Integer.MAX_VALUE;

    Tally(int size) {
      outputs = new Json[size];
    }

    synchronized void take(int index, StageOutcome outcome) {
      outputs[index] = withStatus(outcome.values());
      switch (outcome) {
        case StageOutcome.Skipped skip -> skipped++;
        case StageOutcome.Passed passed -> {
          succeeded += passed.tolerated() ? 0 : 1;
          tolerated += passed.tolerated() ? 1 : 0;
          toleratedAt = passed.tolerated() ? Math.min(index, toleratedAt) : toleratedAt;
          if (passed.jump() != null && index < jumpAt) {
            jump = passed.jump();
            jumpAt = index;
          }
        }
        case StageOutcome.Failed fail -> {
          failed++;
          if (index < failedAt) {
            failedAt = index;
            failure = fail.failure();
          }
        }
      }
    }

    /// As `{{stage:S.output.http_status}}` would be.
    private static Json.Obj withStatus(StageValues values) {
      Json.Builder out = Json.object();
      values.outputs().forEach(out::put);
      var response = values.response();
      if (response != null && !values.outputs().containsKey("http_status")) {
        out.put("http_status", response.status());
      }
      return out.build();
    }

    synchronized boolean hasFailed() {
      return failure != null;
    }

    synchronized @Nullable Failure failure(StagePath loop) {
      Failure first = failure;
      if (first == null || first.isCancelled()) {
        return first;
      }
      return new Failure(
          FailureCode.ITEM_FAILED,
          "item " + failedAt + ": " + first.message(),
          loop.item(failedAt));
    }

    synchronized @Nullable Failure tolerated(StagePath loop) {
      return tolerated == 0
          ? null
          : new Failure(
              "items_tolerated",
              tolerated + " of " + outputs.length + " items failed, which is tolerated",
              loop.item(toleratedAt));
    }

    synchronized @Nullable Jump jump() {
      return jump;
    }

    synchronized int jumpAt() {
      return jumpAt;
    }

    synchronized int succeeded() {
      return succeeded + tolerated;
    }

    synchronized int failedCount() {
      return failed;
    }

    synchronized int notReached() {
      return outputs.length - succeeded - tolerated - failed - skipped;
    }

    /// Of the last item; null when there is none.
    synchronized Json.@Nullable Obj last() {
      return outputs.length > 0 && outputs[outputs.length - 1] instanceof Json.Obj last
          ? last
          : null;
    }

    synchronized Json outputs() {
      return new Json.Arr(
          IntStream.range(0, outputs.length)
              .mapToObj(at -> {
                Json one = outputs[at];
                return one == null ? Json.NULL : one;
              })
              .toList());
    }

    synchronized String words() {
      return outputs.length
          + (outputs.length == 1 ? " item" : " items")
          + (tolerated == 0 ? "" : ", " + tolerated + " tolerated")
          + (skipped == 0 ? "" : ", " + skipped + " skipped");
    }

    /// As an event says it.
    synchronized ItemTally said() {
      return new ItemTally(
          new Attributes()
              .with(ItemTally.TOTAL, outputs.length)
              .with(ItemTally.SUCCEEDED, succeeded)
              .with(ItemTally.TOLERATED, tolerated)
              .with(ItemTally.FAILED, failed)
              .with(ItemTally.SKIPPED, skipped)
              .with(ItemTally.NOT_REACHED, notReached())
              .build());
    }
  }
}
