package dev.clew.client;

import org.jspecify.annotations.Nullable;

/// Texts up to a length that a server takes whatever is in them. A job that has none, as of an
/// exception without a message, must not fail by that: it is empty.
final class Capped {
  /// Of what is said in words, in characters.
  static final int TEXT_CHARS = 32 << 10;

  /// Of one of many.
  static final int LINE_CHARS = 4 << 10;

  /// Of what stands beside an event: a stack trace.
  static final int RAW_CHARS = 256 << 10;

  private static final String MARK = "…";

  private Capped() {}

  static String text(@Nullable String text) {
    return to(TEXT_CHARS, text);
  }

  static String line(String text) {
    return to(LINE_CHARS, text);
  }

  static String raw(String text) {
    return to(RAW_CHARS, text);
  }

  static boolean isOver(@Nullable String text) {
    return text != null && text.length() > TEXT_CHARS;
  }

  private static String to(int chars, @Nullable String text) {
    if (text == null) {
      return "";
    }
    return text.length() <= chars ? text : text.substring(0, chars - 1) + MARK;
  }
}
