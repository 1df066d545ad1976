package dev.clew.engine.outcome;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.stage.CheckMade;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.evidence.NamedValues;
import dev.clew.engine.evidence.ValueEvidence;
import dev.clew.plan.evidence.AssertionResult;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.stage.Assertion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates the assertions of a stage, or of the end of a workflow, and writes each down.
public final class Assertions {
  private final RunContext parts;
  private final @Nullable StagePath path;
  private final int tryNumber;
  private final NamedValues made;

  /// @param path null for the end of the workflow that was started
  /// @param tryNumber 0 for the end of a workflow
  /// @param made whose secrets are learned before anything of them is written
  public Assertions(RunContext parts, @Nullable StagePath path, int tryNumber, NamedValues made) {
    this.parts = parts;
    this.path = path;
    this.tryNumber = tryNumber;
    this.made = made;
  }

  /// @param mayBlock whether one that does not hold can make it fail at all
  /// @return null when none does
  public @Nullable Failure check(
      List<Assertion> assertions, RunScope scope, String of, boolean mayBlock) {
    List<String> broken = new ArrayList<>();
    for (Assertion assertion : assertions) {
      AssertionResult result = assertion.evaluate(scope);
      Boolean own = assertion.blocking();
      boolean blocking = mayBlock && (own == null ? parts.assertionsBlock() : own);
      write(assertion.name(), result, of, blocking);
      if (!result.passed() && blocking) {
        broken.add(assertion.name() + " " + result.message());
      }
    }
    return broken.isEmpty()
        ? null
        : new Failure(
            FailureCode.ASSERTION_FAILED,
            (broken.size() == 1 ? "assertion " : "assertions ") + String.join("; ", broken));
  }

  private void write(String name, AssertionResult result, String of, boolean blocking) {
    Recorder.Draft event =
        parts
            .recorder()
            .event(
                Kind.ASSERTION_EVALUATED,
                "assertion " + name + (result.passed() ? " holds" : " " + result.message()))
            .with(CheckMade.NAME, name)
            .with(CheckMade.SCOPE, of)
            .with(CheckMade.RESULT, Json.of(result.passed() ? CheckMade.PASSED : CheckMade.FAILED))
            .with(CheckMade.BLOCKING, blocking)
            .with(CheckMade.OPERATOR, result.operator())
            .with(CheckMade.EXPRESSION, result.expression())
            .with(CheckMade.EXPLANATION, result.explanation())
            .with(CheckMade.TREE, result.tree() == null ? null : result.tree().toJson())
            .with(CheckMade.INPUTS, ValueEvidence.inputs(result.uses()))
            .with(CheckMade.MESSAGE, result.message());
    if (result.expected() != null) {
      event.with(CheckMade.EXPECTED, ValueEvidence.bounded(result.expected()).value());
    }
    if (result.actual() != null) {
      event.with(CheckMade.ACTUAL, ValueEvidence.bounded(result.actual()).value());
    }
    if (!result.passed()) {
      event.severity(blocking ? Severity.ERROR : Severity.WARN);
    }
    if (path != null) {
      event.stage(path, Math.max(1, tryNumber));
    }
    event.inTurn(draft -> made.teach(parts.redactor())).append();
  }
}
