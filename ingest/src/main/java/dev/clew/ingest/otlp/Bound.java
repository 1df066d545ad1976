package dev.clew.ingest.otlp;

/// How many values of one body are read: an empty one takes two bytes to send and a hundred to
/// keep. Not thread-safe.
final class Bound {
  /// What 20 MiB of ordinary spans have, four times.
  static final int MOST_VALUES = 2_000_000;

  /// As many as JSON may have; an event has fewer.
  static final int MOST_LEVELS = 100;

  private int left = MOST_VALUES;

  void spend() throws NotOtlp {
    if (--left < 0) {
      throw over();
    }
  }

  static NotOtlp over() {
    return NotOtlp.overLimit("otlp.values", "more values in one body than are taken", MOST_VALUES);
  }

  /// Before any of it is read.
  static void requireFew(byte[] json) throws NotOtlp {
    int values = 1;
    boolean inString = false;
    for (int at = 0; at < json.length; at++) {
      byte unit = json[at];
      if (inString) {
        at += unit == '\\' ? 1 : 0;
        inString = unit != '"';
      } else if (unit == '"') {
        inString = true;
      } else if (unit == ',' || unit == '{' || unit == '[') {
        values++;
      }
    }
    if (values > MOST_VALUES) {
      throw over();
    }
  }
}
