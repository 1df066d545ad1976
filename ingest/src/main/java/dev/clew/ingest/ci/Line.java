package dev.clew.ingest.ci;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// A line of a log, or what is left of it behind a mark.
final class Line {
  /// No mark and no time is longer.
  private static final int MOST_HEAD_BYTES = 512;

  private static final int ESCAPE = 0x1b;

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final int next;

  private Line(byte[] bytes, int from, int to, int next) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.next = next;
  }

  /// The line that begins there.
  static Line at(byte[] bytes, int from) {
    int end = from;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    int to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    return new Line(bytes, from, to, Math.min(bytes.length, end + 1));
  }

  /// All of the log; not a copy.
  byte[] bytes() {
    return bytes;
  }

  /// Its first byte.
  int from() {
    return from;
  }

  /// The byte after its last, without what ends the line.
  int to() {
    return to;
  }

  /// Where the next line begins.
  int next() {
    return next;
  }

  /// What is left of it from that byte on.
  Line after(int count) {
    return new Line(bytes, Math.min(to, from + count), to, next);
  }

  /// What is left when what paints the text is passed over.
  Line afterEscapes() {
    int at = from;
    while (at + 1 < to && bytes[at] == ESCAPE && bytes[at + 1] == '[') {
      int end = at + 2;
      while (end < to && (bytes[end] < '@' || bytes[end] > '~')) {
        end++;
      }
      at = Math.min(to, end + 1);
    }
    return after(at - from);
  }

  /// Its beginning, a character for each byte.
  String head() {
    return new String(bytes, from, Math.min(to - from, MOST_HEAD_BYTES), ISO_8859_1);
  }

  boolean startsWith(String mark) {
    if (to - from < mark.length()) {
      return false;
    }
    for (int at = 0; at < mark.length(); at++) {
      if (bytes[from + at] != mark.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  /// Its text from there on, of which a mark has no more than [#MOST_HEAD_BYTES].
  String text(int skipped) {
    int begin = Math.min(to, from + skipped);
    return new String(bytes, begin, Math.min(to - begin, MOST_HEAD_BYTES), UTF_8).strip();
  }
}
