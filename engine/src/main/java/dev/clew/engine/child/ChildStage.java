package dev.clew.engine.child;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.part.Origin;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.context.RunState;
import dev.clew.engine.context.WorkflowFrame;
import dev.clew.engine.evidence.NamedValues;
import dev.clew.engine.outcome.WorkResult;
import dev.clew.engine.schedule.WorkflowBody;
import dev.clew.engine.stage.StageExecutor;
import dev.clew.engine.stage.StageNode;
import dev.clew.plan.WorkflowSpec;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.input.BoundInput;
import dev.clew.plan.input.BoundInputs;
import dev.clew.plan.input.InputBinding;
import dev.clew.plan.input.InputProblem;
import dev.clew.plan.input.InputSpec;
import dev.clew.plan.input.InputType;
import dev.clew.plan.value.Display;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A child workflow. It sees a copy of the context, and nothing else of its parent but its inputs;
/// what its `endStage` gives to the context comes back.
public final class ChildStage {
  private static final int TRY = 1;

  private final StageNode node;
  private final WorkflowSpec child;
  private final StageExecutor executor;
  private final RunContext parts;

  /// @param executor does what its stages say
  public ChildStage(StageNode node, WorkflowSpec child, StageExecutor executor) {
    this.node = node;
    this.child = child;
    this.executor = executor;
    this.parts = node.parts();
  }

  public WorkResult run() {
    RunScope scope = node.scope(TRY);
    List<Use> uses = new ArrayList<>();
    Map<String, Json> supplied = new LinkedHashMap<>();
    for (NamedExpression input : child.inputs()) {
      Rendered<Json> rendered = input.expression().json(scope, "inputs." + input.name());
      uses.addAll(rendered.uses());
      supplied.put(input.name(), given(input.name(), rendered.value()));
    }
    InputBinding.Bound bound =
        child.given().isEmpty()
            ? InputBinding.bind(child.workflow().inputs(), supplied, "stage " + node.path())
            : InputBinding.bind(child.workflow().inputs(), child.given());
    BoundInputs inputs = bound.inputs();
    Duration startedAt = node.elapsed(TRY, Kind.STAGE_STARTED);
    Recorder.Draft started =
        node.started(TRY, startedAt, uses)
            .with(StageStarted.WORKFLOW_FILE, child.workflow().file());
    started.inTurn(draft -> learn(inputs)).append();
    Failure refused = refused(uses, bound);
    if (refused != null) {
      return WorkResult.failed(TRY, startedAt, scope, refused);
    }
    WorkflowFrame frame =
        new WorkflowFrame(
            child.workflow(), inputs, node.path(), node.frame().depth() + 1, node.limit(startedAt));
    RunState state = RunState.empty();
    node.known().wholeContext().forEach(state::context);
    WorkflowBody.Result result = new WorkflowBody(parts, frame, executor, state).run();
    if (child.workflow().writesOutput() && !child.workflow().end().outputs().all().isEmpty()) {
      parts.output().write(result.outputs(), node.path(), child.workflow().end().writesJson());
    }
    return came(result, startedAt, scope);
  }

  /// What has no value is empty text where the child needs text.
  private Json given(String name, Json value) {
    if (!(value instanceof Json.Null)) {
      return value;
    }
    for (InputSpec input : child.workflow().inputs()) {
      if (input.name().equalsIgnoreCase(name) && input.required() && isText(input.type())) {
        return Display.EMPTY_TEXT;
      }
    }
    return value;
  }

  private static boolean isText(InputType type) {
    return switch (type) {
      case FIXED, TEXT, GUID, ULID, DATE_TIME, DATE, TIME, SEQUENCE -> true;
      case NUMBER, OBJECT, ARRAY -> false;
    };
  }

  private void learn(BoundInputs inputs) {
    for (BoundInput input : inputs.all()) {
      Json value = input.value();
      if (input.isSecret() && value != null) {
        parts.redactor().learn(input.spec().name(), Display.text(value));
      }
    }
  }

  private @Nullable Failure refused(List<Use> uses, InputBinding.Bound bound) {
    List<Use> unresolved = Rendered.unresolved(uses);
    if (!unresolved.isEmpty()) {
      return StageNode.unresolved(unresolved, "the child workflow was not started");
    }
    boolean needsAll = !parts.settings().modes().mocked();
    for (InputProblem problem : bound.problems()) {
      boolean missing = problem.source().isEmpty();
      if (problem.isError() && (needsAll || !missing)) {
        return new Failure(
            FailureCode.CHILD_INPUT_INVALID,
            problem.render() + "; the child workflow was not started");
      }
    }
    return node.frame().depth() + 1 > RunSettings.MAX_DEPTH
        ? new Failure(
            FailureCode.TOO_DEEP,
            "child workflows nest deeper than workflows.max_depth = " + RunSettings.MAX_DEPTH)
        : null;
  }

  private WorkResult came(WorkflowBody.Result result, Duration startedAt, RunScope scope) {
    Failure failure = result.failure();
    if (failure != null) {
      return WorkResult.failed(TRY, startedAt, scope, around(failure));
    }
    NamedValues given = new NamedValues();
    for (Map.Entry<String, Json> output : result.outputs().values().entrySet()) {
      Origin origin =
          new Origin(
              new Attributes()
                  .with(Origin.KIND, "workflow")
                  .with(Origin.STAGE, node.path().toString())
                  .with(Origin.FIELD, "workflow.output." + output.getKey())
                  .build());
      given.add(
          output.getKey(),
          output.getValue(),
          new Attributes().with(NamedValue.ORIGIN, origin).build());
    }
    result.context().forEach(node.changes()::context);
    WorkResult came =
        WorkResult.gave(TRY, startedAt, scope, given)
            .of(new WorkResult.Child(result.outputs(), result.message(), result.contextEvidence()));
    return result.tolerated() == null
        ? came
        : came.tolerating(
            new Failure(
                "child_completed_with_failures",
                "stage " + result.tolerated() + " failed, which its workflow tolerates",
                result.tolerated()),
            "stage " + result.tolerated() + " failed, tolerated by its workflow");
  }

  private Failure around(Failure failure) {
    if (failure.isCancelled()) {
      return failure;
    }
    boolean ownTime = FailureCode.STAGE_TIMEOUT.is(failure.code());
    return new Failure(
        ownTime ? failure.code() : FailureCode.CHILD_FAILED.wire(),
        (failure.cause() == null ? "its workflow" : "stage " + failure.cause())
            + ": "
            + failure.message(),
        failure.cause());
  }
}
