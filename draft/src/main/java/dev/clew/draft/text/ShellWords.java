package dev.clew.draft.text;

import dev.clew.core.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Splits shell text into commands and words: quotes, `$'…'`, line continuations, comments and
/// separators. Nothing is expanded or executed.
///
/// Source: POSIX.1-2024 §2.2 and §2.3 (quoting, token recognition), Bash manual §3.1.2.4 (`$'…'`).
public final class ShellWords {
  private final String text;
  private final String where;
  private final List<List<String>> commands = new ArrayList<>();
  private final Set<String> notes = new TreeSet<>();
  private List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private boolean skipping;
  private boolean target;
  private int at;

  /// @param where the text comes from, for messages
  public ShellWords(String text, String where) {
    this.text = text.replace("\r\n", "\n");
    this.where = where;
  }

  /// What was not carried out, one sentence each.
  public Set<String> notes() {
    return notes;
  }

  /// The words of each command; commands in a pipe after the first are left out.
  public List<List<String>> commands() {
    while (at < text.length()) {
      char unit = text.charAt(at);
      switch (unit) {
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> escape();
        case '$' -> dollar();
        case '`' -> throw substitution();
        case ' ', '\t' -> endWord(1);
        case '\n', ';' -> endCommand(1, false);
        case '&' -> endCommand(text.startsWith("&&", at) ? 2 : 1, false);
        case '|' -> {
          boolean or = text.startsWith("||", at);
          notes.add(
              or ? "what stands behind || is a stage too" : "what stands behind | is left out");
          endCommand(or ? 2 : 1, !or);
        }
        case '<', '>' -> redirection();
        case '#' -> {
          if (inWord) {
            take(unit);
          } else {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
          }
        }
        default -> take(unit);
      }
    }
    endCommand(0, false);
    return commands;
  }

  private void take(char unit) {
    word.append(unit);
    inWord = true;
    at++;
  }

  private void endWord(int skip) {
    if (inWord && !skipping && !target) {
      words.add(word.toString());
    }
    if (inWord) {
      target = false;
    }
    word.setLength(0);
    inWord = false;
    at += skip;
  }

  private void endCommand(int skip, boolean pipe) {
    endWord(skip);
    if (!words.isEmpty()) {
      commands.add(words);
      words = new ArrayList<>();
    }
    skipping = pipe;
    target = false;
  }

  /// `> file`, `2>&1`: the number in front and the word behind go.
  private void redirection() {
    notes.add("redirections (>, <) are left out");
    if (inWord && word.chars().allMatch(Character::isDigit)) {
      word.setLength(0);
      inWord = false;
    }
    endWord(1);
    while (at < text.length() && "<>&".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    target = true;
  }

  private void singleQuoted() {
    int end = text.indexOf('\'', at + 1);
    if (end < 0) {
      throw unclosed(at);
    }
    word.append(text, at + 1, end);
    inWord = true;
    at = end + 1;
  }

  private void doubleQuoted() {
    int start = at++;
    inWord = true;
    while (at < text.length() && text.charAt(at) != '"') {
      char unit = text.charAt(at);
      if (unit == '\\' && at + 1 < text.length()) {
        char next = text.charAt(at + 1);
        if (next != '\n') {
          word.append("$`\"\\".indexOf(next) >= 0 ? "" : "\\").append(next);
        }
        at += 2;
      } else if (unit == '`' || text.startsWith("$(", at)) {
        throw substitution();
      } else {
        variable(unit);
        word.append(unit);
        at++;
      }
    }
    if (at >= text.length()) {
      throw unclosed(start);
    }
    at++;
  }

  private void escape() {
    if (at + 1 >= text.length()) {
      at++;
    } else if (text.charAt(at + 1) == '\n') {
      at += 2;
    } else {
      at++;
      take(text.charAt(at));
    }
  }

  private void dollar() {
    if (text.startsWith("$'", at)) {
      ansiQuoted();
    } else if (text.startsWith("$\"", at)) {
      at++;
    } else if (text.startsWith("$(", at)) {
      throw substitution();
    } else {
      variable('$');
      take('$');
    }
  }

  private void variable(char unit) {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (unit == '$' && (next == '{' || next == '_' || Character.isLetter(next))) {
      int end = next == '{' ? at + 2 : at + 1;
      int start = end;
      while (end < text.length()
          && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
        end++;
      }
      notes.add(
          "the shell variable $"
              + text.substring(start, end)
              + " is not expanded; write its value");
    }
  }

  private void ansiQuoted() {
    int start = at;
    inWord = true;
    at += 2;
    while (at < text.length() && text.charAt(at) != '\'') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
        ansiEscape();
      } else {
        word.append(text.charAt(at++));
      }
    }
    if (at >= text.length()) {
      throw unclosed(start);
    }
    at++;
  }

  private void ansiEscape() {
    char code = text.charAt(at++);
    switch (code) {
      case 'n' -> word.append('\n');
      case 't' -> word.append('\t');
      case 'r' -> word.append('\r');
      case 'a' -> word.append('\u0007');
      case 'b' -> word.append('\b');
      case 'e', 'E' -> word.append('\u001b');
      case 'f' -> word.append('\f');
      case 'v' -> word.append('\u000b');
      case 'x' -> number(16, 2, code);
      case 'u' -> number(16, 4, code);
      case 'U' -> number(16, 8, code);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        number(8, 3, code);
      }
      case '\\', '\'', '"', '?' -> word.append(code);
      default -> word.append('\\').append(code);
    }
  }

  private void number(int radix, int maxDigits, char code) {
    int start = at;
    long value = 0;
    while (at < text.length()
        && at - start < maxDigits
        && Character.digit(text.charAt(at), radix) >= 0) {
      value = value * radix + Character.digit(text.charAt(at++), radix);
    }
    if (at == start) {
      word.append('\\').append(code);
    } else if (Character.isValidCodePoint((int) Math.min(value, Integer.MAX_VALUE))) {
      word.appendCodePoint((int) value);
    } else {
      word.append('\ufffd');
    }
  }

  private Refusal unclosed(int offset) {
    return Refusal.invalid(place(offset) + ": this quote is not closed");
  }

  private Refusal substitution() {
    return Refusal.invalid(
        place(at) + ": the command runs another command ($(…) or `…`); put its output there");
  }

  private String place(int offset) {
    int line = 1;
    int start = 0;
    for (int index = 0; index < offset; index++) {
      if (text.charAt(index) == '\n') {
        line++;
        start = index + 1;
      }
    }
    return where + ":" + line + ":" + (text.codePointCount(start, offset) + 1);
  }
}
