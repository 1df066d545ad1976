package dev.clew.workflow.assertion;

import dev.clew.core.json.Json;
import dev.clew.workflow.definition.Assertion;
import dev.clew.workflow.definition.Assertion.Operator;
import dev.clew.workflow.expression.Brief;
import dev.clew.workflow.expression.Condition;
import dev.clew.workflow.expression.Evaluation;
import dev.clew.workflow.expression.OneLine;
import dev.clew.workflow.template.Display;
import dev.clew.workflow.template.Rendered;
import dev.clew.workflow.template.Rendering;
import dev.clew.workflow.template.Resolved;
import dev.clew.workflow.template.Scope;
import dev.clew.workflow.template.TemplateTree;
import dev.clew.workflow.template.Use;
import dev.clew.workflow.value.MatchPattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates assertions. Pure.
public final class AssertionCheck {
  private final Scope scope;
  private final String where;

  private AssertionCheck(Assertion assertion, Scope scope) {
    this.scope = scope;
    this.where = "assertions." + assertion.name();
  }

  /// A token that has no value and no `?` makes the assertion fail, whatever it compares; only
  /// `empty` holds then.
  public static AssertionResult evaluate(Assertion assertion, Scope scope) {
    AssertionCheck check = new AssertionCheck(assertion, scope);
    return switch (assertion.check()) {
      case Assertion.Check.Holds holds -> check.expression(holds.condition());
      case Assertion.Check.Compares compares -> check.compare(compares);
    };
  }

  private AssertionResult expression(Condition condition) {
    Evaluation tree = condition.evaluate(scope, where);
    String explanation = tree.explain();
    return new AssertionResult(
        tree.holds(),
        AssertionResult.EXPRESSION,
        condition.text(),
        null,
        null,
        explanation,
        tree,
        tree.uses(),
        tree.holds() ? null : "does not hold: " + explanation);
  }

  private AssertionResult compare(Assertion.Check.Compares compares) {
    Operator operator = compares.operator();
    Rendered<Json> actual = Rendering.jsonOrText(compares.actual(), scope, where + ".actual");
    List<Use> uses = new ArrayList<>(actual.uses());
    TemplateTree tree = operator.needsExpected() ? compares.expected() : null;
    Json expected = null;
    if (tree != null) {
      Rendered<Json> rendered = Rendering.jsonOrText(tree, scope, where + ".expected");
      uses.addAll(rendered.uses());
      expected = rendered.value();
    }
    String fault = fault(operator, actual.value(), expected, uses);
    String written = compares.actual().text();
    String explanation =
        written.equals(Brief.of(actual.value()))
            ? written
            : written + " → " + Brief.of(actual.value());
    explanation += " " + operator.word() + (expected == null ? "" : " " + Brief.of(expected));
    explanation += " → " + (fault == null);
    return new AssertionResult(
        fault == null,
        operator.word(),
        written,
        expected,
        actual.value(),
        OneLine.of(explanation),
        null,
        uses,
        fault == null ? null : OneLine.of(fault));
  }

  /// Null when it holds.
  private static @Nullable String fault(
      Operator operator, Json actual, @Nullable Json expected, List<Use> uses) {
    List<Use> unresolved = Rendered.unresolved(uses);
    if (!unresolved.isEmpty() && operator != Operator.EMPTY) {
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
        operator == Operator.MATCHES ? MatchPattern.fault(Display.text(other)) : null;
    if (noPattern != null) {
      return noPattern;
    }
    return Comparisons.holds(operator, actual, other) ? null : wanted(operator, actual, other);
  }

  private static String wanted(Operator operator, Json actual, Json expected) {
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
