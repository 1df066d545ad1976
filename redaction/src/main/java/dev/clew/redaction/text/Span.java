package dev.clew.redaction.text;

import java.util.Comparator;

/// A part of a text that is to go.
///
/// @param from its first character
/// @param to after its last character
/// @param name what the placeholder and the record call it
/// @param length characters of the secret itself, which may be shorter than its encoded form
public record Span(int from, int to, String name, int length, RedactionReason rule) {
  /// When spans overlap they become one; this says which of them gives it its name.
  static final Comparator<Span> BY_WEIGHT = Span::compareWeight;

  static final Comparator<Span> BY_PLACE = Span::comparePlace;

  private static int compareWeight(Span left, Span right) {
    int byRule = left.rule.compareTo(right.rule);
    if (byRule != 0) {
      return byRule;
    }
    int byLength = Integer.compare(right.length, left.length);
    return byLength != 0 ? byLength : left.name.compareTo(right.name);
  }

  private static int comparePlace(Span left, Span right) {
    int byStart = Integer.compare(left.from, right.from);
    if (byStart != 0) {
      return byStart;
    }
    int byEnd = Integer.compare(left.to, right.to);
    return byEnd != 0 ? byEnd : compareWeight(left, right);
  }

  boolean touches(Span other) {
    return from < other.to && other.from < to;
  }
}
