package dev.clew.yaml;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The words of YAML 1.1 for true and false, which SIH's reader knows where it wants one of both.
/// Everywhere else they are text: `NO` is Norway.
public final class Flags {
  private static final List<String> TRUE = List.of("true", "yes", "on", "y");
  private static final List<String> FALSE = List.of("false", "no", "off", "n");

  /// All of them; they ignore case.
  public static final List<String> WORDS =
      List.of("true", "false", "yes", "no", "on", "off", "y", "n");

  private Flags() {}

  /// Null when the text is neither.
  static @Nullable Boolean of(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    return TRUE.contains(word) ? Boolean.TRUE : FALSE.contains(word) ? Boolean.FALSE : null;
  }
}
