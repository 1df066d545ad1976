package dev.clew.redaction.scan;

import dev.clew.redaction.text.RedactionReason;
import dev.clew.redaction.text.References;
import dev.clew.redaction.text.Span;
import java.util.ArrayList;
import java.util.List;

/// The words of one command in a text, as a POSIX shell would part them: enough of its grammar to
/// find the value of an option. Quotes around a word are left out; a quote inside it stays.
///
/// @param starts where each word begins in the text
/// @param end where the command ends
public record ShellText(List<String> words, List<Integer> starts, int end) {
  private static final int MAX_CHARS = 4096;
  private static final int MAX_WORDS = 256;

  public static ShellText of(String text, int from) {
    List<String> words = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    int limit = Math.min(text.length(), from + MAX_CHARS);
    int at = from;
    while (at < limit && words.size() < MAX_WORDS) {
      char unit = text.charAt(at);
      if (unit == ' ' || unit == '\t') {
        at++;
      } else if (unit == '\\' && at + 1 < limit && text.charAt(at + 1) == '\n') {
        at += 2;
      } else if (endsCommand(unit)) {
        break;
      } else {
        at = word(text, at, limit, words, starts);
      }
    }
    return new ShellText(words, starts, at);
  }

  private static int word(
      String text, int from, int limit, List<String> words, List<Integer> starts) {
    int at = from;
    while (at < limit && !endsWord(text.charAt(at))) {
      char unit = text.charAt(at);
      if (unit == '\'' || unit == '"') {
        int close = at + 1;
        while (close < limit && text.charAt(close) != unit) {
          close += unit == '"' && text.charAt(close) == '\\' ? 2 : 1;
        }
        if (close >= limit) {
          break;
        }
        at = close + 1;
      } else if (unit == '$' || unit == '`') {
        int end = References.endAt(text, at);
        at = end < 0 || end > limit ? at + 1 : end;
      } else {
        at += unit == '\\' ? 2 : 1;
      }
    }
    int to = Math.min(at, limit);
    if (to == from) {
      to = from + 1;
    }
    char first = text.charAt(from);
    boolean isQuoted =
        (first == '\'' || first == '"') && to - from > 1 && text.charAt(to - 1) == first;
    words.add(isQuoted ? text.substring(from + 1, to - 1) : text.substring(from, to));
    starts.add(isQuoted ? from + 1 : from);
    return to;
  }

  /// The place in the text of a place in a word, and without the quotes around a value that is
  /// glued to an option: `-p'…'`.
  public Span span(int word, int from, int to, String name, RedactionReason rule) {
    String value = words.get(word);
    int begin = from;
    int end = to;
    if (end - begin > 1
        && (value.charAt(begin) == '\'' || value.charAt(begin) == '"')
        && value.charAt(end - 1) == value.charAt(begin)) {
      begin++;
      end--;
    }
    int start = starts.get(word);
    return new Span(start + begin, start + end, name, end - begin, rule);
  }

  private static boolean endsWord(char unit) {
    return unit == ' ' || unit == '\t' || endsCommand(unit);
  }

  private static boolean endsCommand(char unit) {
    return "\n\r;|&)".indexOf(unit) >= 0;
  }
}
