package dev.clew.engine;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.Waited;
import dev.clew.core.json.Json;
import dev.clew.engine.call.EndpointTries;
import dev.clew.engine.call.MockedStage;
import dev.clew.engine.call.PluginStage;
import dev.clew.engine.child.ChildStage;
import dev.clew.engine.child.LateChildStage;
import dev.clew.engine.context.Failure;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.loop.LoopRun;
import dev.clew.engine.outcome.StageOutcome;
import dev.clew.engine.outcome.WorkResult;
import dev.clew.engine.stage.Conclusion;
import dev.clew.engine.stage.RunIf;
import dev.clew.engine.stage.StageExecutor;
import dev.clew.engine.stage.StageNode;
import dev.clew.engine.stage.Waiting;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.LateWorkflowSpec;
import dev.clew.plan.PluginSpec;
import dev.clew.plan.WorkflowSpec;
import dev.clew.plan.expression.Condition;
import dev.clew.plan.scope.StageValues;
import dev.clew.plan.stage.Loop;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Executes stages, each by its kind. Whatever is thrown fails the stage.
final class StageExecution implements StageExecutor {
  @Override
  public StageOutcome visit(StageNode node) {
    try {
      return whole(node);
    } catch (RuntimeException | Error e) {
      return node.failed(e);
    }
  }

  private StageOutcome whole(StageNode node) {
    Loop loop = node.stage().settings().loop();
    Condition runIf = node.stage().settings().runIf();
    if (runIf != null && !RunIf.isForEachItem(runIf, loop)) {
      StageOutcome skipped = RunIf.unlessItHolds(node, runIf);
      if (skipped != null) {
        return skipped;
      }
    }
    StageOutcome cancelled = delayed(node);
    if (cancelled != null) {
      return cancelled;
    }
    return loop == null ? once(node) : new LoopRun(node, loop, this).run();
  }

  /// Null when it goes on.
  private static @Nullable StageOutcome delayed(StageNode node) {
    Duration delay = node.stage().settings().delay();
    if (delay.isZero()) {
      return null;
    }
    Failure cut = new Waiting(node).after(0, Waited.DELAY, delay, null, Duration.ZERO);
    if (cut == null) {
      return null;
    }
    node.parts()
        .recorder()
        .event(Kind.STAGE_CANCELLED, "cancelled: " + cut.message())
        .stage(node.path())
        .severity(Severity.ERROR)
        .with(StageEnded.ERROR, cut.said(null))
        .append();
    return new StageOutcome.Failed(
        new StageValues(
            node.path().toString(), StageValues.State.RAN, Map.<String, Json>of(), Map.of(), null),
        cut);
  }

  @Override
  public StageOutcome once(StageNode node) {
    try {
      return new Conclusion(node, work(node)).outcome();
    } catch (RuntimeException | Error e) {
      return node.failed(e);
    }
  }

  private WorkResult work(StageNode node) {
    boolean mocking = node.parts().settings().modes().mocked();
    boolean mocked = mocking && node.stage().settings().mock() != null;
    String refused = mocking && !mocked ? node.parts().answers().refused(node.path()) : null;
    return switch (node.stage().spec()) {
      case EndpointSpec endpoint -> called(node, endpoint, mocking, mocked, refused);
      case WorkflowSpec child ->
          mocked ? new MockedStage(node).outputs() : new ChildStage(node, child, this).run();
      case LateWorkflowSpec child ->
          mocked ? new MockedStage(node).outputs() : new LateChildStage(node, child, this).run();
      case PluginSpec plugin ->
          mocked
              ? new MockedStage(node).plugin(node.parts().plugins().find(plugin.kind()))
              : refused != null
                  ? new MockedStage(node).refused(refused)
                  : new PluginStage(node, plugin).run();
    };
  }

  /// The answer of a recorded run goes before the stage's own mock.
  private static WorkResult called(
      StageNode node,
      EndpointSpec endpoint,
      boolean mocking,
      boolean mocked,
      @Nullable String refused) {
    Exchange.Answered recorded = mocking ? node.parts().answers().of(node.path()) : null;
    if (recorded != null) {
      return new MockedStage(node).recorded(endpoint, recorded);
    }
    if (mocked) {
      return new MockedStage(node).answer(endpoint);
    }
    return refused == null
        ? new EndpointTries(node, endpoint).run()
        : new MockedStage(node).refused(refused);
  }
}
