package dev.clew.plan.input;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The type that an input is declared with. `Fixed`, the default, and `Sequence` say nothing about
/// the text.
public enum InputType {
  FIXED("Fixed"),
  NUMBER("Number"),
  TEXT("Text"),
  OBJECT("Object"),
  ARRAY("Array"),
  GUID("Guid"),
  ULID("Ulid"),
  DATE_TIME("DateTime"),
  DATE("Date"),
  TIME("Time"),
  SEQUENCE("Sequence");

  private final String word;

  InputType(String word) {
    this.word = word;
  }

  /// As it is written in a workflow.
  public String word() {
    return word;
  }

  public static List<String> words() {
    List<String> words = new ArrayList<>();
    for (InputType type : values()) {
      words.add(type.word);
    }
    return words;
  }

  /// Ignoring case; null when there is no such type.
  public static @Nullable InputType of(String word) {
    for (InputType type : values()) {
      if (type.word.equalsIgnoreCase(word)) {
        return type;
      }
    }
    return null;
  }
}
