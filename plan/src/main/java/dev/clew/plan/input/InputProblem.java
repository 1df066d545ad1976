package dev.clew.plan.input;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Position;
import dev.clew.core.source.Rule;
import org.jspecify.annotations.Nullable;

/// What is wrong with one input. Never contains the value.
///
/// @param input its name
/// @param source who supplied it; empty when nobody did
/// @param declaredAt where the input that nobody supplied is declared, else [Position#NONE]
public record InputProblem(
    Rule rule,
    String input,
    String source,
    Position declaredAt,
    String message,
    @Nullable String suggestion) {

  public boolean isError() {
    return rule.severity() == Diagnostic.Severity.ERROR;
  }

  /// One line, without a place.
  public String render() {
    return suggestion == null ? message : message + "; did you mean '" + suggestion + "'?";
  }
}
