package dev.clew.core.source;

import dev.clew.core.Remedy;
import org.jspecify.annotations.Nullable;

/// One mistake, where it is, and what was probably meant. `line` and `column` are 0 when the place
/// is not inside a file. A message never contains the value of a secret.
public record Diagnostic(
    Rule rule,
    Severity severity,
    String file,
    int line,
    int column,
    String message,
    @Nullable String suggestion) {

  public enum Severity {
    ERROR,
    WARNING
  }

  /// The stable identifier, such as `workflow.unknown-key`.
  public String id() {
    return rule.id();
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /// What can be done about it besides mending the file; null for most.
  public @Nullable Remedy remedy() {
    return rule.remedy();
  }

  /// `file:line:column: what; did you mean 'x'?` on one line.
  public String render() {
    StringBuilder out = new StringBuilder(file);
    if (line > 0) {
      out.append(':').append(line).append(':').append(column);
    }
    out.append(": ").append(message);
    if (suggestion != null) {
      out.append("; did you mean '").append(suggestion).append("'?");
    }
    return out.toString();
  }
}
