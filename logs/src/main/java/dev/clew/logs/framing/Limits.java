package dev.clew.logs.framing;

/// Past a cap the record is closed and flagged and the next begins: nothing is lost.
///
/// @param lineBytes of one line, without its terminator; a longer one is cut, between characters
/// @param recordBytes of a record of several lines
/// @param recordLines of a record of several lines
public record Limits(int lineBytes, int recordBytes, int recordLines) {
  public static final int MAX_LINE_BYTES = 64 * 1024;
  public static final int MAX_RECORD_BYTES = 256 * 1024;
  public static final int MAX_RECORD_LINES = 4_000;
  public static final Limits DEFAULT =
      new Limits(MAX_LINE_BYTES, MAX_RECORD_BYTES, MAX_RECORD_LINES);

  private static final int LONGEST_CHARACTER = 4;

  public Limits {
    if (lineBytes < LONGEST_CHARACTER || recordBytes < lineBytes || recordLines < 1) {
      throw new IllegalArgumentException(
          "a line has at least 4 bytes, a record at least a line: " + lineBytes);
    }
  }
}
