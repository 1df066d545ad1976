package dev.clew.yaml;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Position;
import dev.clew.core.source.Rule;
import dev.clew.core.source.SourceFile;
import org.jspecify.annotations.Nullable;

/// A file that is being read, where its mistakes go, and the rules that they break.
public record FileReading(SourceFile source, Diagnostics diagnostics, Rules rules) {

  /// The rules of one kind of file, so that a mistake in a catalog is not called a mistake in a
  /// workflow.
  public record Rules(
      Rule unknownKey, Rule missingKey, Rule wrongType, Rule wrongValue, Rule duplicateName) {}

  public void complain(Rule rule, Position at, String message) {
    complain(rule, at, message, null);
  }

  public void complain(Rule rule, Position at, String message, @Nullable String suggestion) {
    diagnostics.add(rule, source.logicalName(), at, message, suggestion);
  }

  public void wrongType(Position at, String message) {
    complain(rules.wrongType(), at, message);
  }

  public void wrongValue(Position at, String message, @Nullable String suggestion) {
    complain(rules.wrongValue(), at, message, suggestion);
  }
}
