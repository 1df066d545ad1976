package dev.clew.core.ledger;

/// What became of an append.
public sealed interface Appended {
  /// It is row `row`; the row's verdict says whether it counts.
  ///
  /// @param event the canonical text of the row's event
  record Stored(Row row, String event) implements Appended {}

  /// The same event stands at `offset` already. Nothing was written.
  record Duplicate(long offset) implements Appended {}

  /// It is larger than a limit with a name. Nothing was written.
  record OverLimit(String code, long limit, long actual, String where) implements Appended {}

  /// Its run was removed from the store that it was sent to. Nothing was written, and nothing of
  /// this run will be.
  record Removed() implements Appended {}
}
