package dev.clew.logs.framing;

import java.util.Arrays;

/// Where the lines of a record are that say something, from the record's begin. Not thread-safe.
final class Heads {
  /// Further ones are part of the record and are not looked at.
  static final int MAX_HEADS = 256;

  private static final int[] NONE = {};

  private int[] places = new int[8];
  private int size;

  void clear() {
    size = 0;
  }

  void add(int from, int to) {
    if (size >= 2 * MAX_HEADS) {
      return;
    }
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
    }
    places[size++] = from;
    places[size++] = to;
  }

  /// @param origin is added to each
  /// @param lines how many lines the record has: of one, no head is named
  int[] at(int origin, int lines) {
    if (lines == 1) {
      return NONE;
    }
    int[] moved = Arrays.copyOf(places, size);
    for (int at = 0; at < moved.length; at++) {
      moved[at] += origin;
    }
    return moved;
  }
}
