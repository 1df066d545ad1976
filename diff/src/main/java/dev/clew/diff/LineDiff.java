package dev.clew.diff;

import java.util.ArrayList;
import java.util.List;

/// The lines of a text that changed, as hunks of a unified diff.
final class LineDiff {
  private static final int CONTEXT = 2;

  /// Cells of the table of common lines; beyond, everything between the first and the last line
  /// that changed counts as changed.
  private static final long MAX_CELLS = 4_000_000;

  private final List<String> before;
  private final List<String> after;
  private final List<Line> script = new ArrayList<>();

  private record Line(char sign, String text, int before, int after) {}

  private LineDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  static List<String> hunks(String before, String after) {
    LineDiff diff = new LineDiff(before.lines().toList(), after.lines().toList());
    diff.compare();
    return diff.hunks();
  }

  private void compare() {
    int start = 0;
    int shorter = Math.min(before.size(), after.size());
    while (start < shorter && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    for (int at = 0; at < start; at++) {
      script.add(new Line(' ', before.get(at), at, at));
    }
    middle(start, before.size() - end, after.size() - end);
    for (int at = end; at > 0; at--) {
      int one = before.size() - at;
      script.add(new Line(' ', before.get(one), one, after.size() - at));
    }
  }

  private void middle(int start, int beforeEnd, int afterEnd) {
    int rows = beforeEnd - start;
    int columns = afterEnd - start;
    int one = start;
    int other = start;
    if ((long) rows * columns <= MAX_CELLS) {
      int[][] common = common(start, rows, columns);
      while (one < beforeEnd && other < afterEnd) {
        if (before.get(one).equals(after.get(other))) {
          script.add(new Line(' ', before.get(one), one++, other++));
        } else if (common[one - start + 1][other - start]
            >= common[one - start][other - start + 1]) {
          script.add(new Line('-', before.get(one), one++, other));
        } else {
          script.add(new Line('+', after.get(other), one, other++));
        }
      }
    }
    while (one < beforeEnd) {
      script.add(new Line('-', before.get(one), one++, other));
    }
    while (other < afterEnd) {
      script.add(new Line('+', after.get(other), one, other++));
    }
  }

  /// How many lines the rests of both texts have in common, in order.
  private int[][] common(int start, int rows, int columns) {
    int[][] common = new int[rows + 1][columns + 1];
    for (int row = rows - 1; row >= 0; row--) {
      for (int column = columns - 1; column >= 0; column--) {
        common[row][column] =
            before.get(start + row).equals(after.get(start + column))
                ? common[row + 1][column + 1] + 1
                : Math.max(common[row + 1][column], common[row][column + 1]);
      }
    }
    return common;
  }

  private List<String> hunks() {
    List<String> out = new ArrayList<>();
    int at = 0;
    while (at < script.size()) {
      if (script.get(at).sign() == ' ') {
        at++;
        continue;
      }
      int from = Math.max(0, at - CONTEXT);
      int to = hunkEnd(at);
      header(from, to, out);
      for (int line = from; line < to; line++) {
        out.add(script.get(line).sign() + script.get(line).text());
      }
      at = to;
    }
    return out;
  }

  /// Behind the context of the last change that is near enough to the one before it.
  private int hunkEnd(int firstChange) {
    int last = firstChange;
    for (int at = firstChange; at < script.size() && at <= last + 2 * CONTEXT; at++) {
      if (script.get(at).sign() != ' ') {
        last = at;
      }
    }
    return Math.min(script.size(), last + 1 + CONTEXT);
  }

  private void header(int from, int to, List<String> out) {
    int removed = 0;
    int added = 0;
    for (int at = from; at < to; at++) {
      removed += script.get(at).sign() == '+' ? 0 : 1;
      added += script.get(at).sign() == '-' ? 0 : 1;
    }
    Line first = script.get(from);
    out.add(
        "@@ -"
            + (first.before() + (removed == 0 ? 0 : 1))
            + ","
            + removed
            + " +"
            + (first.after() + (added == 0 ? 0 : 1))
            + ","
            + added
            + " @@");
  }
}
