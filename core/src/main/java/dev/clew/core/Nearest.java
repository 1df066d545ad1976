package dev.clew.core;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// "Did you mean": the known word with the smallest Damerau-Levenshtein distance (optimal string
/// alignment), ignoring case. At most a third of the word may differ, and nothing of a word of one
/// letter, so that a wrong guess is rarer than none.
public final class Nearest {
  private static final int MAX_CHARS = 64;
  private static final int MAX_CANDIDATES = 1_000;

  private Nearest() {}

  public static @Nullable String to(String word, Iterable<String> known) {
    String wanted = word.toLowerCase(Locale.ROOT);
    if (wanted.length() > MAX_CHARS) {
      return null;
    }
    String best = null;
    int bestDistance = wanted.length() < 2 ? 1 : Math.max(1, wanted.length() / 3) + 1;
    int candidates = 0;
    for (String candidate : known) {
      if (++candidates > MAX_CANDIDATES) {
        break;
      }
      if (candidate.length() > MAX_CHARS || candidate.equals(word)) {
        continue;
      }
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  static int distance(String left, String right) {
    int[] beforeLast = new int[right.length() + 1];
    int[] last = new int[right.length() + 1];
    int[] current = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      last[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      current[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        boolean same = left.charAt(row - 1) == right.charAt(column - 1);
        int edits = Math.min(last[column], current[column - 1]) + 1;
        edits = Math.min(edits, last[column - 1] + (same ? 0 : 1));
        if (row > 1
            && column > 1
            && left.charAt(row - 1) == right.charAt(column - 2)
            && left.charAt(row - 2) == right.charAt(column - 1)) {
          edits = Math.min(edits, beforeLast[column - 2] + 1);
        }
        current[column] = edits;
      }
      int[] reused = beforeLast;
      beforeLast = last;
      last = current;
      current = reused;
    }
    return last[right.length()];
  }
}
