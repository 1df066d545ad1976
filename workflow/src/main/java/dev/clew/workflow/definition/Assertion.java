package dev.clew.workflow.definition;

import dev.clew.workflow.expression.Condition;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.TemplateTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that has to hold once a stage, or the workflow, is done.
///
/// @param name as written, or `assertion-N`
/// @param blocking whether the stage fails when it does not hold; null when the run's setting says
public record Assertion(String name, Check check, @Nullable Boolean blocking) {
  public sealed interface Check {
    record Holds(Condition condition) implements Check {}

    /// @param expected null for the operators that need none
    record Compares(Template actual, Operator operator, @Nullable TemplateTree expected)
        implements Check {}
  }

  public enum Operator {
    EQUALS("equals"),
    NOT_EQUALS("notEquals"),
    CONTAINS("contains"),
    NOT_EMPTY("notEmpty"),
    EMPTY("empty"),
    IN("in"),
    /// A regular expression that is found in the value.
    MATCHES("matches");

    private final String word;

    Operator(String word) {
      this.word = word;
    }

    /// As it is written in a workflow.
    public String word() {
      return word;
    }

    public static List<String> words() {
      List<String> words = new ArrayList<>();
      for (Operator operator : values()) {
        words.add(operator.word);
      }
      return words;
    }

    /// By one of [#words]; null for everything else.
    public static @Nullable Operator of(@Nullable String word) {
      for (Operator operator : values()) {
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
}
