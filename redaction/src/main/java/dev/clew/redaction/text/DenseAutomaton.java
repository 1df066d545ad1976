package dev.clew.redaction.text;

import org.jspecify.annotations.Nullable;

/// An [Automaton] as a table of all its steps, for much text: one look-up a character. Immutable.
final class DenseAutomaton {
  private static final int ASCII = 128;

  /// A larger table costs more to make and to keep in the cache than it saves.
  private static final int MAX_ENTRIES = 1 << 20;

  /// Set in an entry when a keyword ends there.
  private static final int ENDS = 1 << 31;

  private final byte[] classOf;
  private final int width;
  private final int[] table;

  private DenseAutomaton(byte[] classOf, int width, int[] table) {
    this.classOf = classOf;
    this.width = width;
    this.table = table;
  }

  /// How an automaton steps.
  interface Steps {
    int next(int node, char unit);

    boolean ends(int node);
  }

  /// @param letters that occur in keywords, in lower case
  /// @return null when there are letters beyond ASCII or too many nodes
  static @Nullable DenseAutomaton of(int nodes, String letters, Steps steps) {
    int width = letters.length() + 1;
    if ((long) nodes * width > MAX_ENTRIES) {
      return null;
    }
    byte[] classOf = new byte[ASCII];
    for (int at = 0; at < letters.length(); at++) {
      char letter = letters.charAt(at);
      if (letter >= ASCII) {
        return null;
      }
      classOf[letter] = (byte) (at + 1);
    }
    for (char unit = 0; unit < ASCII; unit++) {
      classOf[unit] = classOf[Characters.lower(unit)];
    }
    int[] table = new int[nodes * width];
    for (int node = 0; node < nodes; node++) {
      for (int at = 0; at < letters.length(); at++) {
        int next = steps.next(node, letters.charAt(at));
        table[node * width + at + 1] = next * width | (steps.ends(next) ? ENDS : 0);
      }
    }
    return new DenseAutomaton(classOf, width, table);
  }

  /// Is told of each node at which a keyword ends.
  interface Ends {
    void at(int node, int end);
  }

  void scan(char[] text, int length, Ends ends) {
    int row = 0;
    for (int at = 0; at < length; at++) {
      char unit = text[at];
      char lower = unit < ASCII ? unit : Characters.lower(unit);
      row = lower < ASCII ? table[row + classOf[lower]] : 0;
      if (row < 0) {
        row &= ~ENDS;
        ends.at(row / width, at + 1);
      }
    }
  }
}
