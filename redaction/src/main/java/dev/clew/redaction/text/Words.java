package dev.clew.redaction.text;

import java.util.ArrayList;
import java.util.List;

/// The words of a name: `refreshToken`, `refresh_token`, `X-Refresh-Token2` and `REFRESH TOKEN` are
/// made of `refresh` and `token`. Digits separate words and are left out.
public final class Words {
  private Words() {}

  public static List<String> of(String name) {
    List<String> words = new ArrayList<>(4);
    int start = 0;
    for (int at = 0; at <= name.length(); at++) {
      if (at == name.length() || !Character.isLetter(name.charAt(at))) {
        add(name, start, at, words);
        start = at + 1;
      } else if (at > start && isHump(name, at)) {
        add(name, start, at, words);
        start = at;
      }
    }
    return words;
  }

  /// `aB` begins a word at B, and so does the last capital of `ABc`.
  private static boolean isHump(String name, int at) {
    if (!Character.isUpperCase(name.charAt(at))) {
      return false;
    }
    boolean nextIsLower = at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
    return Character.isLowerCase(name.charAt(at - 1)) || nextIsLower;
  }

  private static void add(String name, int from, int to, List<String> words) {
    if (from < to) {
      words.add(Characters.lower(name.substring(from, to)));
    }
  }
}
