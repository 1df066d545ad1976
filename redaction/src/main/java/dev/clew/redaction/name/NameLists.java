package dev.clew.redaction.name;

import dev.clew.core.json.Json;
import dev.clew.redaction.text.Words;
import java.util.List;
import java.util.Set;

/// Lists that say where secrets are, and not what they are: `secretOutputs: [jwt]`,
/// `password_fields: ["pin", "new_password"]`. Told by both: the key ends with a word for a place
/// that holds a value, and every item is shaped like a name. A key that ends with the secret itself
/// (`passwords`, `apiTokens`, `secret_answers`) has values, whatever they look like.
public final class NameLists {
  private static final Set<String> PLACES =
      Set.of(
          "outputs",
          "fields",
          "columns",
          "variables",
          "vars",
          "parameters",
          "params",
          "headers",
          "attributes",
          "properties");

  private static final int MAX_CHARS = 48;
  private static final int MAX_WORDS = 6;
  private static final int MAX_WORD_CHARS = 14;

  /// As many letters without a vowel are no word.
  private static final int MAX_CONSONANTS = 4;

  private static final int MAX_ITEMS = 200;

  private NameLists() {}

  /// Whether that name is one of a list of names.
  public static boolean isKey(String name) {
    List<String> words = Words.of(name);
    return words.size() > 1 && PLACES.contains(words.getLast());
  }

  public static boolean is(String key, Json value) {
    return value instanceof Json.Arr items
        && items.items().size() <= MAX_ITEMS
        && isKey(key)
        && items.items().stream()
            .allMatch(item -> item instanceof Json.Str text && isName(text.value()));
  }

  /// Words as programs join them, without digits, of a length and with the vowels of words. Secrets
  /// that people choose can look so, therefore the key counts too.
  public static boolean isName(String text) {
    if (text.isEmpty() || text.length() > MAX_CHARS || !areLettersAndJoints(text)) {
      return false;
    }
    List<String> words = Words.of(text);
    if (words.isEmpty() || words.size() > MAX_WORDS) {
      return false;
    }
    return words.size() == 1
        ? words.getFirst().length() == 1 || isWord(words.getFirst())
        : words.stream().allMatch(NameLists::isWord);
  }

  private static boolean areLettersAndJoints(String text) {
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      boolean isLetter = (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
      boolean isJoint = "_-.".indexOf(unit) >= 0 && at > 0 && at + 1 < text.length();
      if (!isLetter && !isJoint) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWord(String word) {
    int consonants = 0;
    for (int at = 0; at < word.length(); at++) {
      consonants = "aeiouy".indexOf(word.charAt(at)) >= 0 ? 0 : consonants + 1;
      if (consonants > MAX_CONSONANTS) {
        return false;
      }
    }
    boolean isMark = word.equals("x"); // X-Api-Key
    return isMark || (word.length() > 1 && word.length() <= MAX_WORD_CHARS);
  }
}
