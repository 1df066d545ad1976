package dev.clew.logs.framing;

/// Takes the colours and other control sequences of terminals (ECMA-48 §5.4 and §8.3.89) out of a
/// frame's text. Its ranges stay: they are of the bytes as they were written.
public final class Escapes {
  private static final byte ESC = 0x1b;

  private Escapes() {}

  public static boolean areIn(Frame frame) {
    return Bytes.indexOf(frame.bytes(), frame.from(), frame.to(), (char) ESC) >= 0;
  }

  /// The same frame on other bytes.
  public static Frame without(Frame frame) {
    byte[] text = new byte[frame.to() - frame.from()];
    int[] heads = frame.heads().clone();
    int size = 0;
    int head = 0;
    int at = frame.from();
    while (at < frame.to()) {
      int end = sequenceEnd(frame.bytes(), at, frame.to());
      while (head < heads.length && heads[head] < Math.max(end, at + 1)) {
        heads[head++] = size;
      }
      if (end == at) {
        text[size++] = frame.bytes()[at++];
      } else {
        at = end;
      }
    }
    while (head < heads.length) {
      heads[head++] = size;
    }
    return new Frame(
        text,
        0,
        size,
        frame.shape(),
        heads,
        frame.offset(),
        frame.ranges(),
        frame.isCapped(),
        frame.time());
  }

  /// Where the sequence that begins there ends; the same place when none begins.
  private static int sequenceEnd(byte[] bytes, int from, int to) {
    if (bytes[from] != ESC || from + 1 >= to) {
      return from;
    }
    byte kind = bytes[from + 1];
    if (kind == '[') {
      int at = from + 2;
      while (at < to && bytes[at] >= 0x20 && bytes[at] <= 0x3f) {
        at++;
      }
      return at < to && bytes[at] >= 0x40 && bytes[at] <= 0x7e ? at + 1 : from;
    }
    if (kind == ']') {
      return titleEnd(bytes, from + 2, to, from);
    }
    return kind == '(' || kind == ')' ? Math.min(to, from + 3) : from;
  }

  /// A title or a link ends with BEL or `ESC \`.
  private static int titleEnd(byte[] bytes, int from, int to, int otherwise) {
    for (int at = from; at < to && bytes[at] != '\n'; at++) {
      if (bytes[at] == 0x07) {
        return at + 1;
      }
      if (bytes[at] == ESC && at + 1 < to && bytes[at + 1] == '\\') {
        return at + 2;
      }
    }
    return otherwise;
  }
}
