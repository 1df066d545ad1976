package dev.clew.ledgerfile;

import java.util.Arrays;
import java.util.List;

/// Looks for several texts at once, and at few of the bytes: by the last two of a window it knows
/// how far the next place is where one of the texts could end (S. Wu, U. Manber, *A fast algorithm
/// for multi-pattern searching*, TR-94-17, 1994). Not thread-safe.
final class TextSearch {
  private static final int BLOCK = 2;
  private static final int HASH_BITS = 12;

  private final byte[][] texts;

  /// The length of the shortest text, of which the window is.
  private final int window;

  private final byte[] shifts = new byte[1 << HASH_BITS];
  private int found;

  /// @param texts each of 2 to 127 bytes
  TextSearch(List<byte[]> texts) {
    this.texts = texts.toArray(new byte[0][]);
    int shortest = Byte.MAX_VALUE;
    for (byte[] text : texts) {
      shortest = Math.min(shortest, text.length);
    }
    window = shortest;
    Arrays.fill(shifts, (byte) (window - BLOCK + 1));
    for (byte[] text : texts) {
      for (int at = BLOCK - 1; at < window; at++) {
        int hash = hash(text[at - 1], text[at]);
        shifts[hash] = (byte) Math.min(shifts[hash], window - 1 - at);
      }
    }
  }

  private static int hash(byte first, byte second) {
    return (first << 5 ^ second) & ((1 << HASH_BITS) - 1);
  }

  /// Where the next of the texts begins, from there on; negative when none does.
  int next(byte[] bytes, int from) {
    int end = from + window - 1;
    while (end < bytes.length) {
      int shift = shifts[hash(bytes[end - 1], bytes[end])];
      if (shift > 0) {
        end += shift;
      } else {
        int begin = end - window + 1;
        if (stands(bytes, begin)) {
          return begin;
        }
        end++;
      }
    }
    return -1;
  }

  /// Which text was found last, by its place in the list.
  int found() {
    return found;
  }

  private boolean stands(byte[] bytes, int begin) {
    // Texts differ in their second byte from most of what ends as they do.
    byte second = bytes[begin + 1];
    for (int index = 0; index < texts.length; index++) {
      byte[] text = texts[index];
      int end = begin + text.length;
      if (text[1] == second
          && end <= bytes.length
          && Arrays.equals(bytes, begin, end, text, 0, text.length)) {
        found = index;
        return true;
      }
    }
    return false;
  }
}
