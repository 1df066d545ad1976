package dev.clew.engine.schedule;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.run.ValuesInitialised;
import dev.clew.core.ledger.Recorder;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.OneReading;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.RunState;
import dev.clew.engine.context.Timekeeper;
import dev.clew.engine.context.WorkflowFrame;
import dev.clew.engine.evidence.ValueEvidence;
import dev.clew.engine.kept.KeptValues;
import dev.clew.plan.InitSpec;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.scope.InitValue;
import dev.clew.plan.scope.InitValues;
import dev.clew.plan.value.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands before the first stage of a workflow.
final class FirstValues {
  private FirstValues() {}

  /// @param kept what an earlier attempt gave, which stands
  /// @return why the workflow can not begin; null when it can
  static @Nullable Failure make(
      RunContext parts, WorkflowFrame frame, RunState state, KeptValues kept) {
    InitSpec init = frame.workflow().init();
    if (init.isEmpty()) {
      return null;
    }
    StagePath at = frame.at();
    InitValues made =
        init.evaluate(
            frame.scope(
                state,
                state::stage,
                parts.seeded().draws(at, 0, "init"),
                new OneReading(
                    parts.course(), new Timekeeper.Moment(at, 0, Kind.VALUES_INITIALISED)),
                at == null ? "initStage" : at + "/initStage"),
            KeptValues.values(kept.variables()),
            KeptValues.values(kept.context()));
    List<InitValue> unresolved = made.unresolved();
    Failure failure =
        unresolved.isEmpty()
            ? null
            : new Failure(
                FailureCode.UNRESOLVED_VARIABLE, why(unresolved) + "; no stage was begun");
    write(parts, at, made, failure, kept);
    for (InitValue variable : made.variables()) {
      if (variable.resolved() instanceof Resolved.Found found) {
        state.global(variable.name(), found.value());
      }
    }
    for (InitValue entry : made.context()) {
      if (entry.resolved() instanceof Resolved.Found found) {
        state.context(entry.name(), found.value());
      }
    }
    return failure;
  }

  private static void write(
      RunContext parts,
      @Nullable StagePath at,
      InitValues made,
      @Nullable Failure failure,
      KeptValues kept) {
    Recorder.Draft event =
        parts
            .recorder()
            .event(Kind.VALUES_INITIALISED, "first values")
            .with(ValuesInitialised.VALUES, all(made.variables(), kept.variables()))
            .with(ValuesInitialised.REUSED_FROM, kept.isEmpty() ? null : kept.attemptId());
    if (!made.context().isEmpty()) {
      event.with(ValuesInitialised.CONTEXT, all(made.context(), kept.context()));
    }
    if (at != null) {
      event.stage(at, 1);
    }
    if (failure != null) {
      event.severity(Severity.ERROR).with(ValuesInitialised.ERROR, failure.said(null));
    }
    event.inTurn(draft -> learn(parts, made)).append();
  }

  private static void learn(RunContext parts, InitValues made) {
    for (InitValue variable : made.variables()) {
      if (variable.secret() && variable.resolved() instanceof Resolved.Found found) {
        parts.redactor().learn(variable.name(), Display.text(found.value()));
      }
    }
  }

  private static List<NamedValue> all(List<InitValue> values, Map<String, NamedValue> kept) {
    List<NamedValue> out = new ArrayList<>(values.size());
    for (InitValue value : values) {
      NamedValue before =
          value.resolved() instanceof Resolved.Found found
              ? KeptValues.evidence(kept, value.name(), found.value())
              : null;
      out.add(
          before != null
              ? before
              : new NamedValue(
                  ValueEvidence.value(value.name(), value.resolved())
                      .with(NamedValue.SECRET, value.secret() ? Boolean.TRUE : null)
                      .build()));
    }
    return out;
  }

  private static String why(List<InitValue> unresolved) {
    StringBuilder out = new StringBuilder();
    for (InitValue value : unresolved) {
      if (value.resolved() instanceof Resolved.Missing missing) {
        out.append(out.isEmpty() ? "" : "; ");
        out.append("initStage.").append(value.name()).append(": ").append(missing.reason());
      }
    }
    return out.toString();
  }
}
