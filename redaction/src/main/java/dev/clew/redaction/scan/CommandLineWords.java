package dev.clew.redaction.scan;

import dev.clew.redaction.name.SafeHeaders;
import dev.clew.redaction.name.SecretNames;
import dev.clew.redaction.name.SecretVariables;
import dev.clew.redaction.text.Characters;
import dev.clew.redaction.text.Placeholder;
import dev.clew.redaction.text.References;
import dev.clew.redaction.value.CommonValues;
import dev.clew.redaction.value.PlainValues;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words of a command line, and where the secrets in them are: after the options and in the
/// places that the manuals of common tools name ([ToolOptions]), and after every option or variable
/// that is named like a secret. A tool counts wherever its name stands, so behind `sudo`, `env` or
/// `docker exec` too.
public final class CommandLineWords {
  /// Longer command lines are lists of files.
  private static final int MAX_WORDS = 4096;

  /// Of an option whose name says nothing.
  private static final String ARGUMENT = "argument";

  private static final Set<String> PREFIXES =
      Set.of(
          "sudo", "doas", "env", "exec", "time", "nice", "nohup", "xargs", "command", "&&", "+",
          "$", "then", "do", "!");

  private static final String PASSWORD = "password";

  private final List<String> words;
  private final boolean isProse;
  private final Found found;

  /// Is told of each part of a word that is a secret.
  @FunctionalInterface
  public interface Found {
    void secret(int word, int from, int to, String name);
  }

  /// @param isProse whether the words may be those of a sentence, where `docker login failed` does
  ///   not have a password: then a plain word is none
  private CommandLineWords(List<String> words, boolean isProse, Found found) {
    this.words = words;
    this.isProse = isProse;
    this.found = found;
  }

  public static void find(List<String> words, boolean isProse, Found found) {
    new CommandLineWords(words, isProse, found).find();
  }

  private void find() {
    int end = Math.min(words.size(), MAX_WORDS);
    ToolOptions tool = null;
    int begin = 0;
    int at = 0;
    while (at < end) {
      ToolOptions next = ToolOptions.of(words.get(at));
      if (next != null && (!ToolOptions.isWord(words.get(at)) || isCommandPlace(at))) {
        places(tool, begin, at);
        tool = next;
        begin = at + 1;
        at++;
      } else {
        at = word(tool, at, end);
      }
    }
    places(tool, begin, end);
  }

  /// Where a command may stand: `net` is one there, and a word elsewhere.
  private boolean isCommandPlace(int at) {
    if (at == 0) {
      return true;
    }
    String before = words.get(at - 1);
    return before.startsWith("-") || before.indexOf('=') > 0 || PREFIXES.contains(before);
  }

  /// @return the next word
  private int word(@Nullable ToolOptions tool, int at, int end) {
    String word = words.get(at);
    if (tool != null) {
      int next = ofTool(tool, at, end);
      if (next > at) {
        return next;
      }
    }
    if (word.startsWith("-") && word.length() > 1) {
      return option(at, end);
    }
    assignment(at, 0);
    return at + 1;
  }

  /// @return the next word; the same when the tool's manual says nothing
  private int ofTool(ToolOptions tool, int at, int end) {
    String word = words.get(at);
    ToolOptions.Form exact = tool.options().get(word);
    if (exact == ToolOptions.Form.GLUED) {
      return at + 1;
    }
    if (exact != null) {
      return next(exact, word, at, end);
    }
    int sign = signOf(word);
    ToolOptions.Form assigned = sign < 0 ? null : tool.options().get(word.substring(0, sign));
    if (assigned != null) {
      value(assigned, word.substring(0, sign), at, sign + 1);
      return at + 1;
    }
    if (word.length() < 3 || word.charAt(0) != '-' || word.charAt(1) == '-') {
      return at;
    }
    ToolOptions.Form glued = tool.options().get(word.substring(0, 2));
    if (glued != null && (!tool.hasLongOptions() || !PlainValues.isWord(word.substring(2)))) {
      value(glued, word.substring(0, 2), at, 2);
      return at + 1;
    }
    String last = "-" + word.charAt(word.length() - 1);
    ToolOptions.Form clustered = tool.options().get(last);
    boolean isCluster = word.length() <= 6 && word.chars().skip(1).allMatch(Character::isLetter);
    return isCluster && clustered != null && clustered != ToolOptions.Form.GLUED
        ? next(clustered, last, at, end)
        : at;
  }

  private static int signOf(String word) {
    int equals = word.indexOf('=');
    return equals < 0 && word.startsWith("/") ? word.indexOf(':') : equals;
  }

  private int next(ToolOptions.Form form, String option, int at, int end) {
    if (at + 1 == end) {
      return at + 1;
    }
    value(form, option, at + 1, 0);
    return at + 2;
  }

  private void value(ToolOptions.Form form, String option, int at, int from) {
    String value = words.get(at).substring(from);
    switch (form) {
      case WHOLE, GLUED -> add(at, from, words.get(at).length(), nameOf(option));
      case PAIR -> pair(at, from, ":%,");
      case HEADER -> header(at, from);
      case SOURCE -> {
        if (value.startsWith("pass:")) {
          add(at, from + 5, words.get(at).length(), PASSWORD);
        } else if (value.indexOf(':') < 0 && !value.equals("stdin")) {
          add(at, from, words.get(at).length(), PASSWORD);
        }
      }
      case VALUE -> {
        int equals = value.indexOf('=');
        add(at, from + equals + 1, words.get(at).length(), ARGUMENT);
      }
      case NAMED -> assignment(at, from);
    }
  }

  /// An option that is in no table: by its name, and the few that mean the same everywhere.
  private int option(int at, int end) {
    String word = words.get(at);
    int dashes = word.startsWith("--") ? 2 : 1;
    int sign = word.indexOf('=');
    String name = word.substring(dashes, sign < 0 ? word.length() : sign);
    if (name.equals("H") || Characters.lower(name).endsWith("header")) {
      if (sign > 0) {
        header(at, sign + 1);
        return at + 1;
      }
      if (at + 1 < end && words.get(at + 1).indexOf(':') > 0) {
        header(at + 1, 0);
        return at + 2;
      }
    }
    if ((name.equals("u") || name.equals("user")) && at + 1 < end && sign < 0) {
      String value = words.get(at + 1);
      int colon = value.indexOf(':');
      if (colon > 0 && !PlainValues.isPlain(value.substring(colon + 1))) {
        pair(at + 1, 0, ":");
      }
      return at + 1;
    }
    if (!isName(name)) {
      assignment(at, dashes);
      return at + 1;
    }
    boolean isSecret = isAlwaysSecret(name);
    if (!isSecret && !SecretVariables.isNamedLikeSecret(name)) {
      if (sign > 0) {
        assignment(at, sign + 1);
      }
      return at + 1;
    }
    if (sign > 0) {
      named(isSecret, name, at, sign + 1);
      return at + 1;
    }
    if (at + 1 == end || isOption(words.get(at + 1))) {
      return at + 1;
    }
    named(isSecret, name, at + 1, 0);
    return at + 2;
  }

  /// `--verbose`, `-v`. A password may begin with a dash as well.
  private static boolean isOption(String word) {
    if (word.length() == 2) {
      return word.charAt(0) == '-';
    }
    return word.startsWith("--")
        && isName(word.substring(2))
        && PlainValues.isWord(word.substring(2));
  }

  private void named(boolean isSecret, String name, int at, int from) {
    String value = words.get(at).substring(from);
    if (value.startsWith("pass:")) {
      add(at, from + 5, words.get(at).length(), PASSWORD);
    } else if (isSecret
        ? !CommonValues.isLiteral(value)
        : !PlainValues.isPlain(value) || isShouted(value)) {
      add(at, from, words.get(at).length(), nameOf(name));
    }
  }

  /// `--auth basic` has none.
  private static boolean isAlwaysSecret(String name) {
    return SecretNames.isSecret(name) && !name.equalsIgnoreCase("auth");
  }

  /// A word that people do not write so.
  private static boolean isShouted(String value) {
    return value.length() > 3 && value.chars().allMatch(unit -> Characters.isUpper((char) unit));
  }

  /// `NAME=value`, also behind other names: `-Dspring.datasource.password=…`.
  private void assignment(int at, int from) {
    String word = words.get(at);
    int sign = word.indexOf('=', from);
    if (sign < 0) {
      sign = word.indexOf(':', from);
      if (sign < 0 || !SecretNames.isSecret(word.substring(from, sign))) {
        return;
      }
    }
    int begin = from;
    while (begin < sign && word.charAt(begin) == '-') {
      begin++;
    }
    if (begin < sign && (word.startsWith("D", begin) || word.startsWith("P", begin)) && from > 0) {
      begin++;
    }
    String name = word.substring(begin, sign);
    if (!isName(name)) {
      return;
    }
    boolean isSecret = isAlwaysSecret(name);
    if (isSecret || SecretVariables.isNamedLikeSecret(name)) {
      named(isSecret, name, at, sign + 1);
    }
  }

  private void header(int at, int from) {
    String word = words.get(at);
    int colon = word.indexOf(':', from);
    if (colon < 0) {
      return;
    }
    String name = word.substring(from, colon).strip();
    int value = colon + 1;
    while (value < word.length() && word.charAt(value) == ' ') {
      value++;
    }
    if (SafeHeaders.contains(name)) {
      return;
    }
    int space = word.indexOf(' ', value);
    if (Characters.lower(name).endsWith("authorization") && space > 0) {
      if (!References.isReference(word.substring(space + 1))) {
        add(at, value, word.length(), "authorization");
      }
    } else {
      add(at, value, word.length(), "header");
    }
  }

  /// `user:password`. Without a password the user may be a token.
  private void pair(int at, int from, String separators) {
    String word = words.get(at);
    int sign = from;
    while (sign < word.length() && separators.indexOf(word.charAt(sign)) < 0) {
      sign++;
    }
    String user = word.substring(from, sign);
    if (sign + 1 < word.length()) {
      if (!PlainValues.isWord(user) && PlainValues.looksRandom(user)) {
        add(at, from, sign, PASSWORD);
      }
      add(at, sign + 1, word.length(), PASSWORD);
    } else if (!PlainValues.isWord(user)) {
      add(at, from, sign, PASSWORD);
    }
  }

  private void places(@Nullable ToolOptions tool, int begin, int end) {
    if (tool == null) {
      return;
    }
    for (ToolOptions.Place place : tool.places()) {
      place(place.words(), begin, end);
    }
  }

  /// Literal words may stand apart; between the others there are only options.
  private void place(List<String> pattern, int begin, int end) {
    int at = begin;
    String before = "";
    for (String wanted : pattern) {
      boolean isLiteral = !(wanted.length() == 1 && "*$%@=".contains(wanted));
      boolean isShort = isLiteral && wanted.length() == 2 && wanted.charAt(0) == '-';
      while (at < end
          && (isLiteral ? !isWanted(wanted, words.get(at)) : words.get(at).startsWith("-"))) {
        if (isShort && words.get(at).startsWith(wanted)) {
          add(at, 2, words.get(at).length(), ARGUMENT);
          return;
        }
        at++;
      }
      if (at == end) {
        return;
      }
      String word = words.get(at);
      switch (wanted) {
        case "$" -> add(at, 0, word.length(), ARGUMENT);
        case "%" -> {
          boolean isNamed = SecretNames.isSecret(before) || SecretVariables.hasSecretWord(before);
          if (isNamed || !PlainValues.isPlain(word)) {
            add(at, 0, word.length(), nameOf(before));
          }
        }
        case "@" -> {
          int slash = word.indexOf('/');
          int host = word.lastIndexOf('@');
          if (slash > 0 && !word.startsWith("/")) {
            add(at, slash + 1, host > slash ? host : word.length(), PASSWORD);
          } else if (word.indexOf(':') > 0) {
            pair(at, 0, ":");
          }
        }
        case "=" -> pairs(at, end);
        default -> {}
      }
      before = word;
      at++;
    }
  }

  private static boolean isWanted(String wanted, String word) {
    return wanted.endsWith("*")
        ? word.startsWith(wanted.substring(0, wanted.length() - 1))
        : word.equalsIgnoreCase(wanted);
  }

  private void pairs(int begin, int end) {
    for (int at = begin; at < end; at++) {
      int equals = words.get(at).indexOf('=');
      if (equals > 0 && !words.get(at).startsWith("-")) {
        add(at, equals + 1, words.get(at).length(), nameOf(words.get(at).substring(0, equals)));
      }
    }
  }

  private void add(int at, int from, int to, String name) {
    String value = words.get(at).substring(from, to);
    boolean isNone =
        value.isBlank()
            || value.equals("-")
            || value.startsWith("***")
            || value.startsWith(Placeholder.START)
            || References.isReference(unquoted(value))
            || (isProse && (CommonValues.isPlainWords(value) || value.startsWith("<")));
    if (!isNone) {
      found.secret(at, from, to, name);
    }
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    boolean isQuoted =
        last > 0
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(last) == value.charAt(0);
    return isQuoted ? value.substring(1, last) : value;
  }

  private static String nameOf(String option) {
    String shown = SecretNames.shown(option);
    return shown.isEmpty() ? ARGUMENT : shown;
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                unit -> Characters.isLetterOrDigit((char) unit) || "_-.:/@".indexOf(unit) >= 0);
  }
}
