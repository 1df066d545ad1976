package dev.clew.execution.secret;

import java.util.ArrayList;
import java.util.List;

/// A command line to its words: at spaces, unless they stand in quotes. No shell: nothing is
/// expanded.
final class SplitCommand {
  private SplitCommand() {}

  /// Empty when a quote is not closed.
  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int at = 0; at < line.length(); at++) {
      char unit = line.charAt(at);
      if (quote != 0) {
        if (unit == quote) {
          quote = 0;
        } else {
          word.append(unit);
        }
      } else if (unit == '\'' || unit == '"') {
        quote = unit;
        inWord = true;
      } else if (unit == ' ' || unit == '\t') {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(unit);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return quote == 0 ? words : List.of();
  }
}
