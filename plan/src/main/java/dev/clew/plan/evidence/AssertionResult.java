package dev.clew.plan.evidence;

import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an assertion came to. Values are as they are: redact before storing.
///
/// @param operator `equals` …, or `expression`
/// @param expression as written: the condition, or what the actual value is made of
/// @param expected null for an expression and for operators that expect nothing
/// @param actual null for an expression; [Json#NULL] when there is no value
/// @param explanation one line with the values in it
/// @param tree the steps of an expression; null for an operator
/// @param uses what it was made of
/// @param message why it does not hold, one line; null when it does
public record AssertionResult(
    boolean passed,
    String operator,
    String expression,
    @Nullable Json expected,
    @Nullable Json actual,
    String explanation,
    @Nullable Evaluation tree,
    List<Use> uses,
    @Nullable String message) {
  public static final String EXPRESSION = "expression";

  public AssertionResult {
    uses = List.copyOf(uses);
  }
}
