package dev.clew.engine;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.ledger.Recorder;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.evidence.NamedValues;
import dev.clew.engine.evidence.ValueEvidence;
import dev.clew.workflow.assertion.AssertionCheck;
import dev.clew.workflow.assertion.AssertionResult;
import dev.clew.workflow.definition.Assertion;
import dev.clew.workflow.scope.RunScope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates the assertions of a stage, or of the end of a workflow, and writes each down.
final class Assertions {
  static final String STAGE = "stage";
  static final String END_STAGE = "end_stage";

  private final RunContext parts;
  private final @Nullable StagePath path;
  private final int tryNumber;
  private final NamedValues made;

  /// @param path null for the end of the workflow that was started
  /// @param tryNumber 0 for the end of a workflow
  /// @param made whose secrets are learned before anything of them is written
  Assertions(RunContext parts, @Nullable StagePath path, int tryNumber, NamedValues made) {
    this.parts = parts;
    this.path = path;
    this.tryNumber = tryNumber;
    this.made = made;
  }

  /// @param mayBlock whether one that does not hold can make it fail at all
  /// @return null when none does
  @Nullable Failure check(List<Assertion> assertions, RunScope scope, String of, boolean mayBlock) {
    List<String> broken = new ArrayList<>();
    for (Assertion assertion : assertions) {
      AssertionResult result = AssertionCheck.evaluate(assertion, scope);
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
            "assertion_failed",
            (broken.size() == 1 ? "assertion " : "assertions ") + String.join("; ", broken));
  }

  private void write(String name, AssertionResult result, String of, boolean blocking) {
    Recorder.Draft event =
        parts
            .recorder()
            .event(
                Kind.ASSERTION_EVALUATED,
                "assertion " + name + (result.passed() ? " holds" : " " + result.message()))
            .with("name", name)
            .with("scope", of)
            .with("result", result.passed() ? "passed" : "failed")
            .with("blocking", blocking)
            .with("operator", result.operator())
            .with("expression", result.expression())
            .with("explanation", result.explanation())
            .with("tree", result.tree() == null ? null : result.tree().toJson())
            .with("inputs", ValueEvidence.inputs(result.uses()))
            .with("message", result.message());
    if (result.expected() != null) {
      event.with("expected", ValueEvidence.bounded(result.expected()).get("value"));
    }
    if (result.actual() != null) {
      event.with("actual", ValueEvidence.bounded(result.actual()).get("value"));
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
