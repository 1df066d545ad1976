package dev.clew.store;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A definition as a user names it: by its content, or by the commit that it was taken from.
public sealed interface DefinitionRef {
  /// @param hex the first digits of the SHA-256 of its text as it was captured, at least 8
  record Content(String hex) implements DefinitionRef {}

  /// @param hex the first digits of the commit's name, at least 7
  record Commit(String hex) implements DefinitionRef {}

  String CONTENT_PREFIX = "sha256:";
  int MIN_CONTENT_DIGITS = 8;

  /// As git shortens them itself.
  int MIN_COMMIT_DIGITS = 7;

  /// `sha256:` and digits for a content, digits alone for a commit.
  ///
  /// @throws IllegalArgumentException when it is neither; the message says what it should be
  static DefinitionRef parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean isContent = lower.startsWith(CONTENT_PREFIX);
    String hex = isContent ? lower.substring(CONTENT_PREFIX.length()) : lower;
    int least = isContent ? MIN_CONTENT_DIGITS : MIN_COMMIT_DIGITS;
    if (hex.length() < least || hex.length() > 64 || !isHex(hex)) {
      throw new IllegalArgumentException(
          "a definition is sha256: and at least "
              + MIN_CONTENT_DIGITS
              + " hex digits, or at least "
              + MIN_COMMIT_DIGITS
              + " hex digits of a commit");
    }
    return isContent ? new Content(hex) : new Commit(hex);
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(digit -> Character.digit(digit, 16) >= 0 && digit < 128);
  }

  /// Whether a definition is the one that is meant.
  ///
  /// @param sha256 of its text, in lower-case hex digits; null when that is not known
  /// @param commit that it was taken from; null when there is none
  default boolean names(@Nullable String sha256, @Nullable String commit) {
    return switch (this) {
      case Content(String hex) -> sha256 != null && sha256.startsWith(hex);
      case Commit(String hex) -> commit != null && commit.startsWith(hex);
    };
  }
}
