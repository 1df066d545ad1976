package dev.clew.plan.stage;

import dev.clew.plan.expression.Expression;

/// A stage runs once for each item of a list.
///
/// @param sequential whether one item waits for the one before
/// @param maxParallel how many items are under way at once, unless it is sequential
public record Loop(
    Items items, boolean sequential, String itemName, String indexName, int maxParallel) {

  /// Where the list is.
  public sealed interface Items {
    /// @param value comes to a list
    record Of(Expression value) implements Items {}

    /// @param path of the file that has it
    record InFile(Expression path, ListParser parser) implements Items {}
  }
}
