package dev.clew.logs.rules;

import java.util.SortedMap;

/// What the rules make of a record.
public sealed interface Verdict {
  Unknown UNKNOWN = new Unknown();

  /// @param captures the named groups of its pattern that took part in the match
  record Matched(Rule rule, SortedMap<String, String> captures) implements Verdict {}

  /// Two rules of equal rank fit and say different things.
  ///
  /// @param first by id
  record Ambiguous(Rule first, Rule second) implements Verdict {}

  /// No rule fits.
  record Unknown() implements Verdict {}
}
