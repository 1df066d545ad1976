package dev.clew.workflow.yaml;

import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Position;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.source.SourceFile;
import org.jspecify.annotations.Nullable;

/// A file that is being read, where its mistakes go, and the rules that they break.
public record Reading(SourceFile source, Diagnostics diagnostics, Rules rules) {

  /// The rules of one kind of file, so that a mistake in a catalog is not called a mistake in a
  /// workflow.
  public record Rules(
      Rule unknownKey, Rule missingKey, Rule wrongType, Rule wrongValue, Rule duplicateName) {}

  public static final Rules WORKFLOW =
      new Rules(
          Rule.WORKFLOW_UNKNOWN_KEY,
          Rule.WORKFLOW_MISSING_KEY,
          Rule.WORKFLOW_WRONG_TYPE,
          Rule.WORKFLOW_WRONG_VALUE,
          Rule.WORKFLOW_DUPLICATE_NAME);

  public static final Rules CATALOG =
      new Rules(
          Rule.CATALOG_UNKNOWN_KEY,
          Rule.CATALOG_MISSING_KEY,
          Rule.CATALOG_WRONG_TYPE,
          Rule.CATALOG_WRONG_VALUE,
          Rule.CATALOG_DUPLICATE_NAME);

  public static final Rules CONFIG =
      new Rules(
          Rule.CONFIG_UNKNOWN_KEY,
          Rule.CONFIG_MISSING_KEY,
          Rule.CONFIG_WRONG_TYPE,
          Rule.CONFIG_WRONG_VALUE,
          Rule.CONFIG_DUPLICATE_NAME);

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
