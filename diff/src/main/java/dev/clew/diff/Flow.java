package dev.clew.diff;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Knows which values became which, in the order in which they were met, so that an identifier that
/// a service gave out and that later requests carry is one difference and not one for each of them.
final class Flow {
  /// The difference that a volatile value stands for.
  static final int VOLATILE = -1;

  /// Shorter ones say too little to be followed through text.
  private static final int MIN_WORD_CHARS = 3;

  private record Pair(String before, String after) {}

  private final Map<Pair, Integer> values = new HashMap<>();
  private final Map<Pair, Integer> words = new HashMap<>();

  /// @param source the number of the difference that introduced the pair, or [#VOLATILE]
  void learn(@Nullable Json before, @Nullable Json after, int source) {
    String a = textOf(before);
    String b = textOf(after);
    if (a == null || b == null) {
      return;
    }
    if (isLong(a) && isLong(b)) {
      values.putIfAbsent(new Pair(a, b), source);
    }
    List<String> one = words(a);
    List<String> other = words(b);
    if (one.size() != other.size()) {
      return;
    }
    for (int at = 0; at < one.size(); at++) {
      String from = one.get(at);
      String to = other.get(at);
      if (!from.equals(to) && isLong(from) && isLong(to)) {
        words.putIfAbsent(new Pair(from, to), source);
      }
    }
  }

  static boolean isLong(String text) {
    return text.length() >= MIN_WORD_CHARS;
  }

  /// The difference that explains the change; [#VOLATILE] when only volatile values do; null when
  /// it is not explained.
  @Nullable Integer explain(@Nullable Json before, @Nullable Json after) {
    String a = textOf(before);
    String b = textOf(after);
    if (a == null || b == null) {
      return null;
    }
    Integer whole = values.get(new Pair(a, b));
    if (whole != null) {
      return whole;
    }
    List<String> one = words(a);
    List<String> other = words(b);
    if (one.size() != other.size()) {
      return null;
    }
    Integer source = null;
    for (int at = 0; at < one.size(); at++) {
      if (one.get(at).equals(other.get(at))) {
        continue;
      }
      Integer known = words.get(new Pair(one.get(at), other.get(at)));
      if (known == null) {
        return null;
      }
      source = source == null ? known : Integer.valueOf(Math.max(source, known));
    }
    return source;
  }

  private static @Nullable String textOf(@Nullable Json value) {
    return switch (value) {
      case Json.Str string -> string.value();
      case Json.Num number -> number.text();
      case null -> null;
      default -> null;
    };
  }

  /// The text in words and what is between them.
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = at + 1;
      boolean word = isPart(text, at);
      while (end < text.length() && isPart(text, end) == word) {
        end++;
      }
      words.add(text.substring(at, end));
      at = end;
    }
    return words;
  }

  private static boolean isPart(String text, int at) {
    char unit = text.charAt(at);
    return Character.isLetterOrDigit(unit)
        || unit == '_'
        || ((unit == '-' || unit == '.')
            && at + 1 < text.length()
            && Character.isLetterOrDigit(text.charAt(at + 1)));
  }
}
