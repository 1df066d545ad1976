package dev.clew.ingest.ci;

import org.jspecify.annotations.Nullable;

/// How a log says that the run ended.
///
/// @param exitCode null when it says none
record Ending(Result result, @Nullable Integer exitCode) {
  enum Result {
    SUCCEEDED("succeeded"),
    COMPLETED_WITH_FAILURES("completed_with_failures"),
    FAILED("failed"),
    CANCELLED("cancelled");

    private final String wire;

    Result(String wire) {
      this.wire = wire;
    }

    String wire() {
      return wire;
    }
  }

  static Ending of(int exitCode) {
    return new Ending(exitCode == 0 ? Result.SUCCEEDED : Result.FAILED, exitCode);
  }

  /// The number behind a word; null when none stands there.
  static @Nullable Integer codeAfter(String text, String word) {
    int at = text.indexOf(word);
    if (at < 0) {
      return null;
    }
    int from = at + word.length();
    while (from < text.length() && (text.charAt(from) == ' ' || text.charAt(from) == ':')) {
      from++;
    }
    int to = from < text.length() && text.charAt(from) == '-' ? from + 1 : from;
    while (to < text.length() && to - from < 6 && Character.isDigit(text.charAt(to))) {
      to++;
    }
    try {
      return Integer.valueOf(text.substring(from, to));
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
