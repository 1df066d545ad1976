package dev.clew.redaction;

import java.util.Comparator;

/// A part of a text that is to go.
///
/// @param from its first character
/// @param to after its last character
/// @param name what the placeholder and the record call it
/// @param length characters of the secret itself, which may be shorter than its encoded form
record Span(int from, int to, String name, int length, Rule rule) {
  /// When spans overlap they become one; this says which of them gives it its name.
  static final Comparator<Span> BY_WEIGHT =
      Comparator.comparing(Span::rule)
          .thenComparing(Span::length, Comparator.reverseOrder())
          .thenComparing(Span::name);

  static final Comparator<Span> BY_PLACE =
      Comparator.comparingInt(Span::from).thenComparingInt(Span::to).thenComparing(BY_WEIGHT);

  boolean touches(Span other) {
    return from < other.to && other.from < to;
  }
}
