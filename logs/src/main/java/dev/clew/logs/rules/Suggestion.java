package dev.clew.logs.rules;

import java.util.List;

/// What to say about a word that is not known: the known one that shares most of its pairs of
/// letters (Dice, "Measures of the amount of ecologic association", Ecology 26(3), 1945), else all.
final class Suggestion {
  private static final double ALIKE = 0.5;

  private Suggestion() {}

  static String of(String word, List<String> known) {
    String best = "";
    double bestLikeness = ALIKE;
    for (String candidate : known) {
      double likeness = likeness(word, candidate);
      if (likeness >= bestLikeness) {
        best = candidate;
        bestLikeness = likeness;
      }
    }
    return best.isEmpty()
        ? "known are " + String.join(", ", known)
        : "did you mean '" + best + "'?";
  }

  private static double likeness(String left, String right) {
    if (left.length() < 2 || right.length() < 2) {
      return 0;
    }
    int shared = 0;
    for (int at = 0; at + 1 < left.length(); at++) {
      shared += right.contains(left.substring(at, at + 2)) ? 1 : 0;
    }
    return 2.0 * shared / (left.length() + right.length() - 2);
  }
}
