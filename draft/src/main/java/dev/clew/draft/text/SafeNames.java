package dev.clew.draft.text;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Names that a token, a file and a shell can name: letters, digits, `-` and `_`. Unique ignoring
/// case, as the workflow language compares them.
public final class SafeNames {
  private static final int MAX_CHARS = 48;

  private final Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /// Words of lower-case letters and digits with `-` between them: `Créer un compte` is
  /// `creer-un-compte`, `getUserById` is `get-user-by-id`. Empty when nothing is left.
  public static String kebab(String text) {
    String plain =
        java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    return trimmed(plain);
  }

  /// The name as it is when it is safe, which keeps `accountId`; else in kebab-case.
  public static String identifier(String text) {
    boolean safe = text.length() <= MAX_CHARS && text.matches("[A-Za-z][A-Za-z0-9_-]*");
    return safe ? text : kebab(text);
  }

  private static String trimmed(String text) {
    String cut = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
    int start = 0;
    int end = cut.length();
    while (start < end && cut.charAt(start) == '-') {
      start++;
    }
    while (end > start && cut.charAt(end - 1) == '-') {
      end--;
    }
    return cut.substring(start, end);
  }

  /// The name, or the name with the first number that makes it new.
  public String unique(String name, String otherwise) {
    String wanted = name.isEmpty() ? otherwise : name;
    String free = wanted;
    for (int count = 2; !taken.add(free); count++) {
      free = wanted + "-" + count;
    }
    return free;
  }
}
