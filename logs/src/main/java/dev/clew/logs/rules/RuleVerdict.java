package dev.clew.logs.rules;

import java.util.SortedMap;

/// What the rules make of a record.
public sealed interface RuleVerdict {
  Unknown UNKNOWN = new Unknown();

  /// @param captures the named groups of its pattern that took part in the match
  record Matched(LogRule rule, SortedMap<String, String> captures) implements RuleVerdict {}

  /// Two rules of equal rank fit and say different things.
  ///
  /// @param first by id
  record Ambiguous(LogRule first, LogRule second) implements RuleVerdict {}

  /// No rule fits.
  record Unknown() implements RuleVerdict {}
}
