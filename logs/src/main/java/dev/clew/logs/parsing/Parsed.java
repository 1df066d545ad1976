package dev.clew.logs.parsing;

import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import org.jspecify.annotations.Nullable;

/// What a record says about itself.
///
/// @param severity null when it names none
/// @param time when it happened by its own word; null when it does not say, or not with a date
/// @param messageFrom where in the frame's bytes the message begins, after time and level
/// @param fields of a record that is an object (JSON, logfmt); null for text
public record Parsed(
    @Nullable Severity severity,
    @Nullable Timestamp time,
    int messageFrom,
    @Nullable Fields fields) {
  /// @param message empty when it has none
  /// @param error what is said of an error besides the message; null when nothing is
  /// @param stack a stack trace as text; null when there is none
  /// @param httpStatus 100 to 599; null when there is none
  public record Fields(
      String message,
      @Nullable String error,
      @Nullable String stack,
      @Nullable Integer httpStatus) {}
}
