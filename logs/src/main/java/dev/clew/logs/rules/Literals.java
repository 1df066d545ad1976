package dev.clew.logs.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds all literals in one pass over the bytes, in any case of ASCII letters: Aho and Corasick,
/// "Efficient string matching", CACM 18(6), 1975, as one table of states by classes of bytes, so
/// that a byte costs two loads. Immutable and thread-safe.
final class Literals {
  private static final int ACCEPTS = 1 << 31;
  private static final int STATE = ~ACCEPTS;
  private static final int NONE = -1;

  private final byte[] classOf = new byte[256];
  private final int width;
  private final int[] table;
  private final int[][] endsAt;

  Literals(List<String> literals) {
    List<byte[]> keywords = new ArrayList<>();
    for (String literal : literals) {
      keywords.add(literal.getBytes(StandardCharsets.UTF_8));
    }
    width = classes(keywords);
    int states = 1 + keywords.stream().mapToInt(keyword -> keyword.length).sum();
    int[] trie = new int[states * width];
    int[][] ends = new int[states][];
    Arrays.fill(trie, NONE);
    int used = 1;
    for (int keyword = 0; keyword < keywords.size(); keyword++) {
      int state = 0;
      for (byte unit : keywords.get(keyword)) {
        int edge = state * width + classOf[unit & 0xFF];
        if (trie[edge] == NONE) {
          trie[edge] = used++;
        }
        state = trie[edge];
      }
      ends[state] = with(ends[state], keyword);
    }
    table = Arrays.copyOf(trie, used * width);
    endsAt = Arrays.copyOf(ends, used);
    link(used);
  }

  /// One class for each byte that occurs, the same for both cases; 0 is for all others.
  private int classes(List<byte[]> keywords) {
    int count = 1;
    for (byte[] keyword : keywords) {
      for (byte unit : keyword) {
        int lower = lower(unit & 0xFF);
        if (classOf[lower] == 0) {
          classOf[lower] = (byte) count++;
        }
      }
    }
    for (int upper = 'A'; upper <= 'Z'; upper++) {
      classOf[upper] = classOf[lower(upper)];
    }
    return count;
  }

  private static int lower(int unit) {
    return unit >= 'A' && unit <= 'Z' ? unit + 32 : unit;
  }

  private static int[] with(int[] ends, int keyword) {
    int[] more = ends == null ? new int[1] : Arrays.copyOf(ends, ends.length + 1);
    more[more.length - 1] = keyword;
    return more;
  }

  /// Turns the trie into a table without fall-backs, states nearer to the root first. Entries are
  /// row offsets, marked when a literal ends there.
  private void link(int states) {
    int[] fallback = new int[states];
    int[] queue = new int[states];
    int tail = 1;
    for (int head = 0; head < tail; head++) {
      int state = queue[head];
      for (int unit = 0; unit < width; unit++) {
        int edge = state * width + unit;
        int onFallback = state == 0 ? 0 : table[fallback[state] * width + unit];
        int target = table[edge];
        if (target == NONE) {
          table[edge] = onFallback;
          continue;
        }
        fallback[target] = onFallback;
        if (endsAt[onFallback] != null) {
          for (int keyword : endsAt[onFallback]) {
            endsAt[target] = with(endsAt[target], keyword);
          }
        }
        queue[tail++] = target;
      }
    }
    for (int edge = 0; edge < table.length; edge++) {
      int target = table[edge];
      table[edge] = target * width | (endsAt[target] == null ? 0 : ACCEPTS);
    }
  }

  /// Sets the bit of each literal that occurs; whether any does.
  boolean find(byte[] bytes, int from, int to, long[] found) {
    int[] rows = table;
    byte[] classes = classOf;
    int row = 0;
    boolean any = false;
    for (int at = from; at < to; at++) {
      row = rows[row + classes[bytes[at] & 0xFF]];
      if (row < 0) {
        row &= STATE;
        any = true;
        for (int literal : endsAt[row / width]) {
          found[literal >> 6] |= 1L << literal;
        }
      }
    }
    return any;
  }
}
