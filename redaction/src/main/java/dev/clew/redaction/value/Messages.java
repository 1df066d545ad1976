package dev.clew.redaction.value;

import com.google.re2j.Pattern;
import dev.clew.redaction.text.Characters;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What follows the name of a secret and a colon and is a message about it, not the secret: `token:
/// expired`, `(using password: YES)`, `pin: 4 of 8`, `response.body.token is missing`,
/// `get-secrets.workflow:4:3`. A debugger is for reading these.
public final class Messages {
  private static final Set<String> WORDS =
      set(
          """
          true false null none nil undefined empty unknown invalid valid missing required present
          absent expired optional enabled disabled is are was were has have had must not cannot can't
          could should will would may might did does do been be too rejected accepted revoked refused
          yes no on off ok failed failure error denied forbidden unauthorized because expecting
          expected unexpected changed updated created deleted rotated set unset found ignored skipped
          supported unsupported used unused given provided redacted hidden masked
          """);

  /// After the first word of a sentence.
  private static final Set<String> NEXT =
      set(
          """
          is are was were has have had must not cannot can't could should will would may might did
          does do of for to in on at by with from because and or but than that which when if as into
          failed missing required found contains expired before after while during
          """);

  /// Before the name: `Unexpected token: identifier`.
  private static final Set<String> BEFORE =
      set(
          "unexpected expected expecting using illegal unrecognized undefined missing unterminated");

  private static final Set<String> ROOTS =
      set(
          """
          response request input inputs output outputs stage stages step steps context body headers
          env secrets secret vars var params config this self process matrix needs github local each
          payload data event
          """);

  /// Behind the name of a package or an image: `python3-jwt:all`, `app-secrets:latest`.
  private static final Set<String> TAGS = set("all any native noarch latest stable edge main");

  private static final Pattern POSITION = Pattern.compile("[0-9]{1,7}(?::[0-9]{1,7}){0,2}:?");
  private static final Pattern FILE_POSITION =
      Pattern.compile("[\\w./-]{1,120}\\.[a-z]{1,10}:[0-9]{1,7}(?::[0-9]{1,7})?:?");
  private static final Pattern CALL = Pattern.compile("[A-Za-z_][\\w.:-]{0,60}\\(.*");
  private static final Pattern SESSION = Pattern.compile("[0-9a-f]{8}\\.[0-9a-f]{1,6}");
  private static final Pattern FORMAT = Pattern.compile("%[-+ 0-9.*]*[a-zA-Z]|\\{[0-9a-z_]*\\}");
  private static final Pattern PATH =
      Pattern.compile(
          "[A-Za-z_][\\w-]*(?:\\[[0-9*]+\\])?(?:\\??\\.[A-Za-z_][\\w-]*(?:\\[[0-9*]+\\])?)+\\??");
  private static final Pattern SMALL = Pattern.compile("[0-9]{1,3}");

  private static final int MAX_WORD_CHARS = 24;
  private static final int MAX_VALUE_CHARS = 200;

  private Messages() {}

  public static boolean isWord(String value) {
    return WORDS.contains(bare(value));
  }

  /// `%s`, `{0}`: where a program puts a value.
  public static boolean isFormat(String value) {
    return FORMAT.matches(value);
  }

  /// The session of a PostgreSQL is a time and a process.
  public static boolean isSession(String name, String value) {
    return SESSION.matches(value) && Characters.lower(name).contains("session");
  }

  /// Of a name that is often none of a secret: `auth=1/2`, `auth: 10.0.0.1:25`.
  public static boolean isOrdinary(String name, String value) {
    if (name.equalsIgnoreCase("auth")) {
      boolean isMixed =
          value.length() >= 8
              && value.chars().anyMatch(unit -> Characters.isDigit((char) unit))
              && value.chars().anyMatch(Character::isLetter);
      return !isMixed || value.indexOf('.') >= 0;
    }
    return false;
  }

  /// Whether a value that has no quotes is a part of a message.
  ///
  /// @param name of the secret, from `nameStart`
  /// @param from where the value begins
  /// @param to where its first word ends
  public static boolean is(String text, int nameStart, String name, int from, int to) {
    if (to - from > MAX_VALUE_CHARS) {
      return false;
    }
    String value = text.substring(from, to);
    if (isWord(value)) {
      return true;
    }
    boolean adjoins = text.charAt(from - 1) == ':';
    if (FILE_POSITION.matches(value)) {
      return true;
    }
    if (adjoins && POSITION.matches(value) && (name.indexOf('.') > 0 || value.indexOf(':') > 0)) {
      return true;
    }
    if (adjoins && (TAGS.contains(value) || PlainValues.isTerm(value))) {
      return true;
    }
    if (CALL.matches(value)) {
      return true;
    }
    if (name.equals("PASS")) {
      return true;
    }
    if (SMALL.matches(value)
        && !name.regionMatches(true, Math.max(0, name.length() - 3), "cv", 0, 2)) {
      return true;
    }
    String next = wordAfter(text, to);
    if (PATH.matches(value)) {
      String root = value.substring(0, Math.min(indexOf(value, '.'), indexOf(value, '[')));
      return ROOTS.contains(Characters.lower(root)) || NEXT.contains(next);
    }
    return CommonValues.isPlainWords(value)
        && (name.equalsIgnoreCase("auth")
            || NEXT.contains(next)
            || BEFORE.contains(wordBefore(text, nameStart)));
  }

  private static int indexOf(String text, char unit) {
    int at = text.indexOf(unit);
    return at < 0 ? text.length() : at;
  }

  private static String wordAfter(String text, int from) {
    int at = from;
    while (at < text.length() && at - from < MAX_WORD_CHARS && text.charAt(at) == ' ') {
      at++;
    }
    int end = at;
    while (end < text.length()
        && end - at < MAX_WORD_CHARS
        && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '\'')) {
      end++;
    }
    return at == from ? "" : Characters.lower(text.substring(at, end));
  }

  private static String wordBefore(String text, int until) {
    int end = until;
    while (end > 0 && until - end < MAX_WORD_CHARS && text.charAt(end - 1) == ' ') {
      end--;
    }
    int at = end;
    while (at > 0 && end - at < MAX_WORD_CHARS && Character.isLetter(text.charAt(at - 1))) {
      at--;
    }
    return Characters.lower(text.substring(at, end));
  }

  private static String bare(String value) {
    int end = value.length();
    while (end > 0 && ".:!".indexOf(value.charAt(end - 1)) >= 0) {
      end--;
    }
    return Characters.lower(value.substring(0, end));
  }

  private static Set<String> set(String words) {
    return Stream.of(words.strip().split("\\s+", -1)).collect(Collectors.toUnmodifiableSet());
  }
}
