package dev.clew.redaction.text;

import org.jspecify.annotations.Nullable;

/// A stretch of text as a reader would understand it after undoing some escapes, and where in the
/// original each of its characters came from.
public final class Decoded {
  private final char[] units;
  private final int @Nullable [] starts;
  private final int first;
  private final int length;

  /// @param units only the first `length` count
  /// @param starts offset in the original of each character, and at `length` the end of the last
  Decoded(char[] units, int[] starts, int length) {
    this(units, starts, 0, length);
  }

  private Decoded(char[] units, int @Nullable [] starts, int first, int length) {
    this.units = units;
    this.starts = starts;
    this.first = first;
    this.length = length;
  }

  public char[] units() {
    return units;
  }

  /// The offset in the original of that character, and at the length the end of the last.
  public int start(int at) {
    return starts == null ? first + at : starts[at];
  }

  public int length() {
    return length;
  }

  /// The text itself, nothing undone.
  public static Decoded plain(String text, int from, int to) {
    int length = to - from;
    char[] units = new char[length];
    text.getChars(from, to, units, 0);
    return new Decoded(units, null, from, length);
  }
}
