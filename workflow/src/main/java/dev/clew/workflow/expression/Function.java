package dev.clew.workflow.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The functions of conditions. Names ignore case.
public enum Function {
  /// Whether there is a value and it is not null.
  EXISTS("exists"),
  /// Null, missing, empty text, an empty list or an empty object.
  EMPTY("empty"),
  /// The first argument that is not empty, else null. Takes one argument or more; the others take
  /// exactly one.
  COALESCE("coalesce"),
  /// As `empty`, and also true for text that is `{}`, `[]` or `null`.
  IS_EMPTY_JSON("isEmptyJson"),
  /// Items of a list, members of an object, characters of a text, 0 for null, 1 for a number or
  /// Boolean.
  JSON_LENGTH("jsonLength"),
  /// The first item of a list, null for an empty one; any other value itself.
  FIRST("first"),
  /// Whether there is at least one item, member or character; a number or Boolean counts as one.
  ANY("any");

  private final String word;

  Function(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  static @Nullable Function of(String word) {
    for (Function function : values()) {
      if (function.word.equalsIgnoreCase(word)) {
        return function;
      }
    }
    return null;
  }

  static List<String> words() {
    List<String> words = new ArrayList<>();
    for (Function function : values()) {
      words.add(function.word);
    }
    return words;
  }
}
