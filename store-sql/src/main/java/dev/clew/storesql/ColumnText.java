package dev.clew.storesql;

import org.jspecify.annotations.Nullable;

/// Any text of a run as a text that every database keeps and compares as we do. PostgreSQL has no
/// U+0000 in a text, and UTF-8 has no lone surrogates; both may stand in what others report. They
/// are escaped, and so are the two characters that escape them; all other texts stay as they are.
/// The order of code points is kept, and a text begins with another exactly when both do so
/// escaped.
public final class ColumnText {
  /// Before [#ZERO] it is U+0000, before [#ONE] itself.
  private static final char LOW = '\u0001';

  private static final char ZERO = '0';
  private static final char ONE = '1';

  /// The last code point before the surrogates. Before [#ZERO] it is itself; before [#ONE] and a
  /// character from [#FIRST] on it is a surrogate.
  private static final char HIGH = '\ud7ff';

  /// The first of as many characters as there are surrogates, all of three bytes.
  private static final char FIRST = '\u4000';

  private ColumnText() {}

  public static @Nullable String orNull(@Nullable String text) {
    return text == null ? null : of(text);
  }

  public static String of(String text) {
    int at = firstToEscape(text);
    return at < 0 ? text : escaped(text, at);
  }

  private static int firstToEscape(String text) {
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit <= LOW || (unit >= HIGH && unit <= Character.MAX_SURROGATE)) {
        if (isPair(text, at)) {
          at++;
        } else {
          return at;
        }
      }
    }
    return -1;
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  private static String escaped(String text, int from) {
    StringBuilder escaped = new StringBuilder(text.length() + 8).append(text, 0, from);
    for (int at = from; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit == 0) {
        escaped.append(LOW).append(ZERO);
      } else if (unit == LOW) {
        escaped.append(LOW).append(ONE);
      } else if (unit == HIGH) {
        escaped.append(HIGH).append(ZERO);
      } else if (isPair(text, at)) {
        escaped.append(unit).append(text.charAt(++at));
      } else if (Character.isSurrogate(unit)) {
        escaped.append(HIGH).append(ONE).append((char) (FIRST + (unit - Character.MIN_SURROGATE)));
      } else {
        escaped.append(unit);
      }
    }
    return escaped.toString();
  }

  public static @Nullable String readOrNull(@Nullable String stored) {
    return stored == null ? null : read(stored);
  }

  /// The text that was stored so.
  ///
  /// @throws IllegalArgumentException when none was
  public static String read(String stored) {
    if (stored.indexOf(LOW) < 0 && stored.indexOf(HIGH) < 0) {
      return stored;
    }
    StringBuilder text = new StringBuilder(stored.length());
    int at = 0;
    while (at < stored.length()) {
      char unit = stored.charAt(at++);
      if (unit != LOW && unit != HIGH) {
        text.append(unit);
        continue;
      }
      char kind = at < stored.length() ? stored.charAt(at++) : 0;
      if (kind == ZERO) {
        text.append(unit == LOW ? '\u0000' : HIGH);
      } else if (kind == ONE && unit == LOW) {
        text.append(LOW);
      } else if (kind == ONE && at < stored.length()) {
        text.append((char) (stored.charAt(at++) - FIRST + Character.MIN_SURROGATE));
      } else {
        throw new IllegalArgumentException("a text was stored that is not escaped as ours are");
      }
    }
    return text.toString();
  }
}
