package dev.clew.languagesih.assertion;

import dev.clew.core.json.Json;
import dev.clew.languagesih.condition.Brief;
import dev.clew.languagesih.scope.RunTokens;
import dev.clew.languagesih.template.Rendering;
import dev.clew.languagesih.template.Scope;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateTree;
import dev.clew.languagesih.value.MatchPattern;
import dev.clew.plan.evidence.AssertionResult;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.stage.Assertion;
import dev.clew.plan.value.Display;
import dev.clew.plan.value.OneLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two values have to compare as an operator says.
///
/// @param expected null for the operators that need none
public record ComparisonCheck(
    Template actual, AssertionOperator operator, @Nullable TemplateTree expected)
    implements Assertion.Check {

  /// A token that has no value and no `?` makes the assertion fail, whatever it compares; only
  /// `empty` holds then.
  @Override
  public AssertionResult evaluate(RunScope run, String where) {
    Scope scope = new RunTokens(run);
    Rendered<Json> found = Rendering.jsonOrText(actual, scope, where + ".actual");
    List<Use> uses = new ArrayList<>(found.uses());
    TemplateTree tree = operator.needsExpected() ? expected : null;
    Json wanted = null;
    if (tree != null) {
      Rendered<Json> rendered = Rendering.jsonOrText(tree, scope, where + ".expected");
      uses.addAll(rendered.uses());
      wanted = rendered.value();
    }
    String fault = fault(operator, found.value(), wanted, uses);
    String written = actual.text();
    String explanation =
        written.equals(Brief.of(found.value()))
            ? written
            : written + " → " + Brief.of(found.value());
    explanation += " " + operator.word() + (wanted == null ? "" : " " + Brief.of(wanted));
    explanation += " → " + (fault == null);
    return new AssertionResult(
        fault == null,
        operator.word(),
        written,
        wanted,
        found.value(),
        OneLine.of(explanation),
        null,
        uses,
        fault == null ? null : OneLine.of(fault));
  }

  /// Null when it holds.
  private static @Nullable String fault(
      AssertionOperator operator, Json actual, @Nullable Json expected, List<Use> uses) {
    List<Use> unresolved = Rendered.unresolved(uses);
    if (!unresolved.isEmpty() && operator != AssertionOperator.EMPTY) {
      Use use = unresolved.getFirst();
      String reason =
          use.resolved() instanceof Resolved.Missing missing ? missing.reason() : "no value";
      return use.token()
          + " has no value: "
          + reason
          + "; put '?' behind a name that may be missing";
    }
    if (expected == null && operator.needsExpected()) {
      return operator.word() + " needs 'expected'";
    }
    Json other = expected == null ? Json.NULL : expected;
    String noPattern =
        operator == AssertionOperator.MATCHES ? MatchPattern.fault(Display.text(other)) : null;
    if (noPattern != null) {
      return noPattern;
    }
    return Comparisons.holds(operator, actual, other) ? null : wanted(operator, actual, other);
  }

  private static String wanted(AssertionOperator operator, Json actual, Json expected) {
    return switch (operator) {
      case EQUALS -> Brief.of(actual) + " is not " + Brief.of(expected);
      case NOT_EQUALS -> "is " + Brief.of(expected) + ", and must not be";
      case CONTAINS -> Brief.of(actual) + " does not contain " + Brief.of(expected);
      case NOT_EMPTY -> "is empty (" + Brief.of(actual) + ")";
      case EMPTY -> Brief.of(actual) + " is not empty";
      case IN -> Brief.of(actual) + " is none of " + Brief.of(expected);
      case MATCHES -> Brief.of(actual) + " does not match " + Brief.of(expected);
    };
  }
}
