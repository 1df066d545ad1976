package dev.clew.languagesih.condition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The functions of conditions. Names ignore case.
public enum Function {
  /// Whether there is a value, which may be null: written, of JSON, or by a `?` in a path.
  EXISTS("exists"),
  /// Null, missing, empty text, an empty list or an empty object.
  EMPTY("empty"),
  /// The first argument that is not null, else null. Takes one argument or more; the others take
  /// exactly one.
  COALESCE("coalesce"),
  /// Whether it is JSON, or text of JSON, and empty or null: `[]`, `'{}'`, but not `''`.
  IS_EMPTY_JSON("isEmptyJson"),
  /// Of JSON, or text of JSON: items of a list, members of an object, characters of a text of JSON,
  /// 0 for null, 1 for a number or Boolean. Of everything else 0.
  JSON_LENGTH("jsonLength"),
  /// Of JSON, or text of JSON: the first item of a list, or the value of the first member of an
  /// object. Else null.
  FIRST("first"),
  /// Whether there is at least one item, member or character; a number of JSON counts as one, and a
  /// Boolean is itself.
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
