package dev.clew.redaction;

/// A stretch of text as a reader would understand it after undoing some escapes, and where in the
/// original each of its characters came from.
final class Decoded {
  private final char[] units;
  private final int[] starts;
  private final int length;

  /// @param units only the first `length` count
  /// @param starts offset in the original of each character, and at `length` the end of the last
  Decoded(char[] units, int[] starts, int length) {
    this.units = units;
    this.starts = starts;
    this.length = length;
  }

  char[] units() {
    return units;
  }

  int[] starts() {
    return starts;
  }

  int length() {
    return length;
  }

  /// The text itself, nothing undone.
  static Decoded plain(String text, int from, int to) {
    int length = to - from;
    char[] units = new char[length];
    text.getChars(from, to, units, 0);
    int[] starts = new int[length + 1];
    for (int at = 0; at <= length; at++) {
      starts[at] = from + at;
    }
    return new Decoded(units, starts, length);
  }
}
