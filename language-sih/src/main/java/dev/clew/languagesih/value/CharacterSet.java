package dev.clew.languagesih.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The characters that a drawn text is made of.
public enum CharacterSet {
  ALPHA("alpha", Letters.UPPER + Letters.LOWER),
  ALPHA_LOWER("alpha-lower", Letters.LOWER),
  ALPHA_UPPER("alpha-upper", Letters.UPPER),
  ALNUM("alnum", Letters.UPPER + Letters.LOWER + Letters.DIGITS),
  NUMERIC("numeric", Letters.DIGITS),

  /// The printable characters of ASCII without the space, which would be lost at an end.
  ASCII("ascii", Letters.printable());

  private final String word;
  private final String characters;

  CharacterSet(String word, String characters) {
    this.word = word;
    this.characters = characters;
  }

  /// As it is written in a workflow.
  public String word() {
    return word;
  }

  /// Each once.
  public String characters() {
    return characters;
  }

  /// Ignoring case; null when there is no such set.
  public static @Nullable CharacterSet of(String word) {
    for (CharacterSet set : values()) {
      if (set.word.equalsIgnoreCase(word)) {
        return set;
      }
    }
    return null;
  }

  public static List<String> words() {
    List<String> words = new ArrayList<>();
    for (CharacterSet set : values()) {
      words.add(set.word);
    }
    return words;
  }

  private static final class Letters {
    static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    static final String DIGITS = "0123456789";

    static String printable() {
      StringBuilder out = new StringBuilder();
      for (char unit = '!'; unit <= '~'; unit++) {
        out.append(unit);
      }
      return out.toString();
    }
  }
}
