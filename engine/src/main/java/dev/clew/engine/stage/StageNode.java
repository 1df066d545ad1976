package dev.clew.engine.stage;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.ledger.Recorder;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.OneReading;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.RunState;
import dev.clew.engine.context.TimeLimit;
import dev.clew.engine.context.Timekeeper;
import dev.clew.engine.context.WorkflowFrame;
import dev.clew.engine.evidence.ValueEvidence;
import dev.clew.engine.outcome.StageOutcome;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.scope.StageLookup;
import dev.clew.plan.scope.StageValues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A stage that does its work once, or one item of a loop.
///
/// @param known what its expressions see: in a loop with the item and its index
/// @param changes where what it `set`s and gives to the context goes
public record StageNode(
    RunContext parts,
    WorkflowFrame frame,
    PlannedStage stage,
    StagePath path,
    RunState known,
    RunState changes) {

  /// Whatever was thrown fails the stage; a ledger that cannot be written to throws again, and ends
  /// the run.
  public StageOutcome failed(Throwable fault) {
    Failure failure = Failure.unexpected(fault);
    parts
        .recorder()
        .event(Kind.STAGE_FAILED, "failed: " + failure.message())
        .stage(path)
        .severity(Severity.ERROR)
        .with(StageEnded.ERROR, failure.said(null))
        .append();
    return new StageOutcome.Failed(
        new StageValues(path.toString(), StageValues.State.RAN, Map.of(), Map.of(), null), failure);
  }

  boolean isItem() {
    return path.segments().getLast().iteration() != null;
  }

  /// @param tryNumber 0 before the first
  public RunScope scope(int tryNumber) {
    return scope(tryNumber, known::stage);
  }

  private RunScope scope(int tryNumber, StageLookup stages) {
    return frame.scope(
        known,
        stages,
        parts.seeded().draws(path, tryNumber, "value"),
        new OneReading(parts.course(), new Timekeeper.Moment(path, tryNumber, Kind.STAGE_STARTED)),
        path.toString());
  }

  /// The scope in which the stage's own values are known too.
  ///
  /// @param own those that there are when they are asked for
  RunScope knowing(RunScope scope, Supplier<StageValues> own) {
    StageLookup stages =
        name -> name.equalsIgnoreCase(stage.name()) ? own.get() : known.stage(name);
    return scope.with(stages);
  }

  public Duration elapsed(int tryNumber, Kind kind) {
    return parts.course().elapsed(new Timekeeper.Moment(path, tryNumber, kind));
  }

  /// The beginning of a try, not yet appended.
  public Recorder.Draft started(int tryNumber, Duration at, List<Use> inputs) {
    return parts
        .recorder()
        .event(Kind.STAGE_STARTED, tryNumber == 1 ? "started" : "started, try " + tryNumber)
        .stage(path, tryNumber)
        .with(StageStarted.KIND, stage.settings().kind())
        .with(AnyEvent.ELAPSED, at)
        .with(StageStarted.INPUTS, ValueEvidence.inputs(inputs));
  }

  /// The limit that ends first: its own, or one around it.
  public @Nullable TimeLimit limit(Duration startedAt) {
    Duration allowed = stage.settings().timeout();
    return TimeLimit.earlier(
        frame.limit(),
        allowed == null ? null : new TimeLimit(path, allowed, startedAt.plus(allowed)));
  }

  /// A line that the workflow wants to be said.
  ///
  /// @param source the key that has it: `debug`, `message`
  public void say(int tryNumber, String level, String source, String message) {
    parts
        .recorder()
        .event(Kind.LOG, message)
        .stage(path, tryNumber)
        .with(LogLine.LEVEL, level)
        .with(LogLine.SOURCE, source)
        .with(LogLine.MESSAGE, message)
        .append();
  }

  /// What could not be rendered keeps the stage from doing anything.
  public static Failure unresolved(List<Use> unresolved, String consequence) {
    StringBuilder message = new StringBuilder();
    for (Use use : unresolved) {
      message.append(message.isEmpty() ? "" : "; ").append(use.token()).append(" in ");
      message.append(use.where()).append(" has no value");
      if (use.resolved() instanceof Resolved.Missing missing) {
        message.append(": ").append(missing.reason());
      }
    }
    return new Failure(
        FailureCode.UNRESOLVED_VARIABLE, message.append("; ").append(consequence).toString());
  }
}
