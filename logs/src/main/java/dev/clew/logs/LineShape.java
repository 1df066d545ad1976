package dev.clew.logs;

import dev.clew.logs.framing.Bytes;
import java.util.Arrays;

/// What lines have in common that differ only in the values in them, as one number: the letters of
/// a line, with each digit that begins a word for any other, and each hex or opaque id and each
/// number between spaces for any other. Lines of one shape have one template, one level and one
/// verdict, unless a rule asks for digits.
///
/// A word of eight or more hex digits with both letters and figures is an id, and so is one of
/// twenty or more letters and figures, as in [dev.clew.logs.template.Templates]. Where a level or a
/// status may be a number, in JSON and in logfmt, short numbers are kept.
final class LineShape {
  /// Of no line.
  static final long NONE = 0;

  /// A longer line has no shape.
  static final int MAX_LINE_BYTES = 2 * 1024;

  private static final int SHORTEST_HEX = 8;
  private static final int UUID_GROUP = 4;
  private static final int SHORTEST_OPAQUE = 20;

  /// Statuses, exit codes and levels have no more digits.
  private static final int SHORT_NUMBER = 3;

  private static final int DIGIT = 1;
  private static final int HEX_LETTER = 2;
  private static final int LETTER = 4;
  private static final int HEX_ID = DIGIT | HEX_LETTER;

  private static final int KIND_BITS = 8;
  private static final long PRIME = 0x100000001B3L;
  private static final int HEX_MARK = 0x101;
  private static final int OPAQUE_MARK = 0x102;
  private static final int NUMBER_MARK = 0x103;

  /// By byte: its kind, above itself.
  private static final short[] UNITS = units();

  private final long seed;

  /// @param seed so that nobody can print two lines that are taken for one
  LineShape(long seed) {
    this.seed = seed;
  }

  private static short[] units() {
    short[] units = new short[256];
    for (int unit = 0; unit < 256; unit++) {
      boolean isDigit = Bytes.isDigit((byte) unit);
      boolean isLetter = unit < 128 && Bytes.isLetter((byte) unit);
      boolean isHex = isLetter && (unit | 0x20) <= 'f';
      int kind = isDigit ? DIGIT : isHex ? HEX_LETTER : isLetter ? LETTER : 0;
      units[unit] = (short) (kind << KIND_BITS | unit);
    }
    return units;
  }

  /// [#NONE] when the line is too long or begins with a priority, whose number is a level.
  long of(byte[] bytes, int from, int to) {
    if (from == to || to - from > MAX_LINE_BYTES || bytes[from] == '<') {
      return NONE;
    }
    int sign = signBeforeNumbers(bytes, from, to);
    long shape = seed;
    int at = from;
    boolean afterHex = false;
    while (at < to) {
      int unit = UNITS[bytes[at] & 0xFF];
      if (unit < 1 << KIND_BITS) {
        shape = (shape ^ unit) * PRIME;
        afterHex &= unit == '-';
        at++;
        continue;
      }
      int begin = at;
      boolean isNumber = begin == from || bytes[begin - 1] != '_';
      int kinds = 0;
      long word = shape;
      do {
        kinds |= unit >> KIND_BITS;
        isNumber &= kinds == DIGIT;
        word = (word ^ (isNumber ? '0' : unit & 0xFF)) * PRIME;
        at++;
        unit = at < to ? UNITS[bytes[at] & 0xFF] : 0;
      } while (unit >= 1 << KIND_BITS);
      int length = at - begin;
      if (isHexId(kinds, length) || (afterHex && kinds == HEX_ID && length == UUID_GROUP)) {
        shape = (shape ^ HEX_MARK) * PRIME;
      } else if (isOpaque(kinds, length, bytes[begin])) {
        shape = (shape ^ OPAQUE_MARK) * PRIME;
      } else if (kinds == DIGIT && sign > 0 && isShortNumber(bytes, from, begin, length, sign)) {
        shape = exactly(shape, bytes, begin, at);
      } else if (kinds == DIGIT && unit == ' ' && begin > from && bytes[begin - 1] == ' ') {
        shape = (shape ^ NUMBER_MARK) * PRIME;
      } else {
        shape = word;
      }
      afterHex =
          (kinds & LETTER) == 0 && (length == SHORTEST_HEX || (afterHex && length == UUID_GROUP));
    }
    long mixed = (shape ^ shape >>> 32) * 0x9E3779B97F4A7C15L;
    mixed ^= mixed >>> 29;
    return mixed == NONE ? 1 : mixed;
  }

  private static boolean isHexId(int kinds, int length) {
    return kinds == HEX_ID && length >= SHORTEST_HEX;
  }

  private static boolean isOpaque(int kinds, int length, byte first) {
    return length >= SHORTEST_OPAQUE
        && (kinds & DIGIT) != 0
        && kinds != DIGIT
        && !Bytes.isDigit(first);
  }

  private static boolean isShortNumber(byte[] bytes, int from, int begin, int length, int sign) {
    int before = begin - 1;
    while (before > from && (bytes[before] == ' ' || bytes[before] == '"')) {
      before--;
    }
    return length <= SHORT_NUMBER && before >= from && bytes[before] == sign;
  }

  private static long exactly(long shape, byte[] bytes, int from, int to) {
    long exact = shape;
    for (int at = from; at < to; at++) {
      exact = (exact ^ bytes[at]) * PRIME;
    }
    return exact;
  }

  /// The text of a line without its ids, which are no words.
  static byte[] withoutIds(byte[] bytes, int from, int to) {
    byte[] text = new byte[to - from];
    int size = 0;
    int at = from;
    while (at < to) {
      int begin = at;
      int kinds = 0;
      while (at < to && UNITS[bytes[at] & 0xFF] >= 1 << KIND_BITS) {
        kinds |= UNITS[bytes[at] & 0xFF] >> KIND_BITS;
        at++;
      }
      int length = at - begin;
      if (length == 0) {
        text[size++] = bytes[at++];
      } else if (!isHexId(kinds, length) && !isOpaque(kinds, length, bytes[begin])) {
        System.arraycopy(bytes, begin, text, size, length);
        size += length;
      }
    }
    return Arrays.copyOf(text, size);
  }

  /// Whether short numbers count: the line may be JSON or logfmt.
  static boolean keepsNumbers(byte[] bytes, int from, int to) {
    return signBeforeNumbers(bytes, from, to) > 0;
  }

  /// The sign after which a member's value comes, if the line may be JSON or logfmt; else 0.
  private static int signBeforeNumbers(byte[] bytes, int from, int to) {
    if (bytes[from] == '{') {
      return ':';
    }
    if (!Bytes.isLetter(bytes[from])) {
      return 0;
    }
    int at = from;
    while (at < to && (Bytes.isWord(bytes[at]) || bytes[at] == '.' || bytes[at] == '-')) {
      at++;
    }
    return at < to && bytes[at] == '=' ? '=' : 0;
  }
}
