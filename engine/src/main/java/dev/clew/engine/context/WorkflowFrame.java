package dev.clew.engine.context;

import dev.clew.core.event.StagePath;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.input.BoundInputs;
import dev.clew.plan.scope.Draws;
import dev.clew.plan.scope.StageLookup;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One execution of one workflow: of the one that was started, or of a child.
///
/// @param at the stage that executes it; null for the one that was started
/// @param jumps how many it has made
/// @param depth 0 for the one that was started
/// @param limit of a stage around it; null for none
public record WorkflowFrame(
    PlannedWorkflow workflow,
    BoundInputs inputs,
    @Nullable StagePath at,
    Breakers breakers,
    AtomicInteger jumps,
    int depth,
    @Nullable TimeLimit limit) {

  public WorkflowFrame(
      PlannedWorkflow workflow,
      BoundInputs inputs,
      @Nullable StagePath at,
      int depth,
      @Nullable TimeLimit limit) {
    this(workflow, inputs, at, new Breakers(), new AtomicInteger(), depth, limit);
  }

  /// @param visit from 1
  public StagePath path(String stage, int visit) {
    StagePath.Segment segment =
        new StagePath.Segment(stage, null, visit == 1 ? null : Integer.valueOf(visit));
    return at == null ? new StagePath(List.of(segment)) : at.child(segment);
  }

  /// @param where what is rendered, in origins
  public RunScope scope(
      RunState known, StageLookup stages, Draws draws, Clock clock, String where) {
    return new RunScope(
        inputs,
        workflow.environment(),
        stages,
        known::global,
        known::context,
        workflow.variables(),
        draws,
        clock,
        where,
        null);
  }
}
