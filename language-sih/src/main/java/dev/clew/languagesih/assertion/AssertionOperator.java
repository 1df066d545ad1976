package dev.clew.languagesih.assertion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an assertion compares two values.
public enum AssertionOperator {
  EQUALS("equals"),
  NOT_EQUALS("notEquals"),
  CONTAINS("contains"),
  NOT_EMPTY("notEmpty"),
  EMPTY("empty"),
  IN("in"),
  /// A regular expression that is found in the value.
  MATCHES("matches");

  private final String word;

  AssertionOperator(String word) {
    this.word = word;
  }

  /// As it is written in a workflow.
  public String word() {
    return word;
  }

  public static List<String> words() {
    List<String> words = new ArrayList<>();
    for (AssertionOperator operator : values()) {
      words.add(operator.word);
    }
    return words;
  }

  /// By one of [#words]; null for everything else.
  public static @Nullable AssertionOperator of(@Nullable String word) {
    for (AssertionOperator operator : values()) {
      if (operator.word.equals(word)) {
        return operator;
      }
    }
    return null;
  }

  public boolean needsExpected() {
    return this != NOT_EMPTY && this != EMPTY;
  }
}
