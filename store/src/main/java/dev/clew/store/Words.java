package dev.clew.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;

/// The words of a run that somebody may look for. A word is a piece of letters and digits without
/// anything between them, in lower case, so that every database compares it as we do.
public final class Words {
  /// Of a run; whoever adds the words that matter first loses none of them.
  public static final int MOST = 600;

  /// A word that is longer counts by its beginning.
  static final int MAX_CHARS = 64;

  /// Of a text no more is read.
  private static final int MAX_TEXT_CHARS = 4_000;

  private final TreeSet<String> words = new TreeSet<>();

  /// Adds those of a text, until there are as many as there may be.
  public Words add(String text) {
    for (String word : in(text)) {
      if (words.size() < MOST) {
        words.add(word);
      }
    }
    return this;
  }

  /// In the order of their UTF-16 units.
  public SortedSet<String> all() {
    return new TreeSet<>(words);
  }

  /// Whether each of these is one of them, or the beginning of one.
  public boolean beginWith(Collection<String> beginnings) {
    return beginnings.stream().allMatch(this::beginWith);
  }

  private boolean beginWith(String beginning) {
    String next = words.ceiling(beginning);
    return next != null && next.startsWith(beginning);
  }

  /// The words of a text, each once, in its order.
  public static List<String> in(String text) {
    SequencedSet<String> found = new LinkedHashSet<>();
    StringBuilder word = new StringBuilder();
    int chars = 0;
    int end = Math.min(text.length(), MAX_TEXT_CHARS);
    for (int at = 0; at < end; at += Character.charCount(text.codePointAt(at))) {
      int point = text.codePointAt(at);
      if (isOfWord(point)) {
        if (chars++ < MAX_CHARS) {
          word.appendCodePoint(Character.toLowerCase(point));
        }
      } else if (chars > 0) {
        found.add(word.toString());
        word.setLength(0);
        chars = 0;
      }
    }
    if (chars > 0) {
      found.add(word.toString());
    }
    return new ArrayList<>(found);
  }

  /// Marks too: many scripts write vowels with them.
  private static boolean isOfWord(int point) {
    int type = Character.getType(point);
    return Character.isLetterOrDigit(point)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
