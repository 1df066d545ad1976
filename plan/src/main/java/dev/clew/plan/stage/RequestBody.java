package dev.clew.plan.stage;

import dev.clew.plan.expression.Expression;

/// What a request carries.
///
/// @param content its text is sent
/// @param form how values stand in it
public record RequestBody(Expression content, Form form) {
  public enum Form {
    /// Values are escaped in strings, and are JSON values outside of them.
    JSON,
    /// application/x-www-form-urlencoded.
    FORM,
    /// Anything else: values are inserted as they are.
    TEXT
  }
}
