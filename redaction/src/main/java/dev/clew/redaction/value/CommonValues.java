package dev.clew.redaction.value;

import dev.clew.redaction.text.Characters;
import dev.clew.redaction.text.Placeholder;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Values that are too common to be looked for in text, and what a captured value must look like to
/// become a secret everywhere.
public final class CommonValues {
  private static final int MIN_NUMBER_CHARS = 6;
  private static final int MIN_CAPTURED_CHARS = 6;
  private static final int MAX_CAPTURED_CHARS = 64 * 1024;
  private static final int MAX_PLAIN_CHARS = 40;
  private static final int MIN_HUMP_CHARS = 3;

  /// `unauthenticated` has 15 letters, and `correcthorsebattery` is a password.
  private static final int MAX_WORD_LETTERS = 16;

  /// `rhythm` has a `y`. What stands in for a secret when a run is replayed is consonants.
  private static final int MAX_LETTERS_WITHOUT_VOWEL = 5;

  private static final Set<String> LITERALS = set("true false null none nil undefined");

  private static final Set<String> MASKS =
      set(
          """
          filtered redacted masked hidden removed scrubbed sanitized omitted obfuscated protected
          censored suppressed secure concealed
          """);

  private static final Set<String> WORDS =
      set(
          """
          true false null none undefined empty unknown invalid valid missing required present
          expired absent optional enabled disabled name names value values type types data info item items
          test tests testing demo user users username root admin administrator guest anonymous login
          default public private local localhost prod production staging develop development code
          error errors fail failed failure success pass passed status result results message string
          number boolean object array list json yaml html text http https basic bearer digest token
          tokens password passwd secret secrets apikey redacted key keys header headers host port
          path body query content application example sample changeme year month date time
          """);

  private static final String TEMPLATE = Placeholder.of(Placeholder.ANONYMOUS, 0);

  private CommonValues() {}

  /// What somebody else has put in the place of a secret: `[FILTERED]`, `__REDACTED__`, `******`,
  /// `<hidden>`, `xxxx`.
  public static boolean isMasked(String value) {
    int from = 0;
    int to = value.length();
    if (to == 0 || to > MAX_PLAIN_CHARS) {
      return false;
    }
    while (from < to && !Characters.isLetterOrDigit(value.charAt(from))) {
      from++;
    }
    while (to > from && !Characters.isLetterOrDigit(value.charAt(to - 1))) {
      to--;
    }
    if (from == to) {
      return value.chars().distinct().count() == 1 && "*.-_#•".indexOf(value.charAt(0)) >= 0;
    }
    String word = Characters.lower(value.substring(from, to));
    return word.length() < value.length()
        ? MASKS.contains(word)
        : MASKS.contains(word) || (word.length() > 2 && word.chars().allMatch(unit -> unit == 'x'));
  }

  public static boolean isLiteral(String value) {
    return LITERALS.contains(Characters.lower(value));
  }

  /// Whether ordinary text is full of it: a common word, one character again and again, or a number
  /// of fewer than 6 digits. And pieces of the placeholder itself.
  public static boolean isCommon(String value) {
    String lower = Characters.lower(value);
    return WORDS.contains(lower)
        || isPartOfPlaceholder(lower)
        || lower.chars().distinct().count() == 1
        || (lower.length() < MIN_NUMBER_CHARS && lower.chars().allMatch(Character::isDigit));
  }

  private static boolean isPartOfPlaceholder(String lower) {
    StringBuilder shape = new StringBuilder();
    boolean hasOther = false;
    for (int at = 0; at < lower.length() && at < MAX_PLAIN_CHARS; at++) {
      char unit = lower.charAt(at);
      boolean isDigit = Characters.isDigit(unit);
      hasOther |= !isDigit;
      if (!isDigit || at == 0 || !Characters.isDigit(lower.charAt(at - 1))) {
        shape.append(isDigit ? '0' : unit);
      }
    }
    return hasOther && TEMPLATE.contains(shape);
  }

  /// Whether a value that stood below a secret name is to be redacted elsewhere too. Words are not:
  /// `{"password": "is too short"}`, `{"token": "expired"}`, `{"auth": {"type": "api_key"}}`.
  public static boolean isWorthCapturing(String value) {
    return value.length() >= MIN_CAPTURED_CHARS
        && value.length() <= MAX_CAPTURED_CHARS
        && !value.contains(Placeholder.START)
        && !isCommon(value)
        && !isPlainWords(value);
  }

  /// Letters in words as people write them and separators between them.
  public static boolean isPlainWords(String value) {
    if (value.length() > MAX_PLAIN_CHARS || !hasWordsOnly(value)) {
      return false;
    }
    int hump = MIN_HUMP_CHARS;
    for (int at = 0; at < value.length(); at++) {
      char unit = value.charAt(at);
      if (!Character.isLetter(unit)) {
        if (" _-.,:;!?'/".indexOf(unit) < 0) {
          return false;
        }
        hump = MIN_HUMP_CHARS;
      } else if (at > 0
          && Characters.isUpper(unit)
          && Character.isLowerCase(value.charAt(at - 1))) {
        if (hump < MIN_HUMP_CHARS) {
          return false;
        }
        hump = 1;
      } else if (at > 1
          && Character.isLowerCase(unit)
          && Characters.isUpper(value.charAt(at - 1))
          && Characters.isUpper(value.charAt(at - 2))) {
        return false;
      } else {
        hump++;
      }
    }
    return true;
  }

  /// Whether each run of Latin letters could be a word by its length and its vowels.
  private static boolean hasWordsOnly(String value) {
    int letters = 0;
    boolean hasVowel = false;
    for (int at = 0; at <= value.length(); at++) {
      char unit = at < value.length() ? Characters.lower(value.charAt(at)) : ' ';
      if (unit >= 'a' && unit <= 'z') {
        letters++;
        hasVowel |= "aeiouy".indexOf(unit) >= 0;
        continue;
      }
      if (letters > MAX_WORD_LETTERS || (letters > MAX_LETTERS_WITHOUT_VOWEL && !hasVowel)) {
        return false;
      }
      letters = 0;
      hasVowel = false;
    }
    return true;
  }

  private static Set<String> set(String words) {
    return Stream.of(words.strip().split("\\s+", -1)).collect(Collectors.toUnmodifiableSet());
  }
}
