package dev.clew.languagesih.reader;

import dev.clew.languagesih.assertion.AssertionOperator;
import dev.clew.languagesih.assertion.ComparisonCheck;
import dev.clew.languagesih.assertion.ConditionCheck;
import dev.clew.languagesih.condition.ConditionTree;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateTree;
import dev.clew.languagesih.value.MatchPattern;
import dev.clew.plan.stage.Assertion;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `assertions`, of a stage or of the end.
final class AssertionsReader {
  private static final KeySet ITEM_KEYS =
      KeySet.of(
          Key.text("name", "What a report calls it; assertion-N when not written."),
          Key.text("expression", "A condition that has to hold; wins over 'actual'."),
          Key.text("actual", "The value that is compared."),
          Key.of(
              "operator",
              KeyType.oneOf("an operator of an assertion", AssertionOperator.words()),
              "How 'actual' is compared."),
          Key.of(
              "expected",
              KeyType.ANYTHING,
              "What it is compared with; a list for 'in', a regular expression for 'matches'."),
          Key.of(
              "blocking",
              KeyType.FLAG,
              "Whether the stage fails when the assertion does not hold."));

  static final Key KEY =
      Key.of("assertions", KeyType.groups(ITEM_KEYS), "What has to hold once it is done.");

  private final FileReading reading;
  private final TextReader texts;

  AssertionsReader(FileReading reading) {
    this.reading = reading;
    this.texts = new TextReader(reading);
  }

  List<Assertion> read(Fields owner) {
    List<Assertion> assertions = new ArrayList<>();
    int number = 0;
    for (Fields fields : owner.groups("assertions", "assertion")) {
      number++;
      Scalar name = fields.text("name");
      Boolean blocking =
          fields.has("blocking") ? Boolean.valueOf(fields.flag("blocking", true)) : null;
      Assertion.Check check = check(fields);
      if (check != null) {
        assertions.add(
            new Assertion(name == null ? "assertion-" + number : name.text(), check, blocking));
      }
    }
    return assertions;
  }

  private Assertion.@Nullable Check check(Fields fields) {
    Scalar expression = fields.text("expression");
    Scalar actual = fields.text("actual");
    String word = fields.word("operator");
    YamlNode written = fields.node("expected");
    TemplateTree expected = written == null ? null : texts.tree(written);
    if (expression != null) {
      ConditionTree condition = texts.condition(expression);
      return condition == null ? null : new ConditionCheck(condition);
    }
    if (actual == null) {
      boolean isReported = fields.has("expression") || fields.has("actual");
      if (!isReported) {
        fields.missing(fields.at(), "expression' or 'actual");
      }
      return null;
    }
    fields.requireAll("operator");
    AssertionOperator operator = AssertionOperator.of(word);
    if (operator == null) {
      return null;
    }
    if (operator.needsExpected() && expected == null) {
      fields.missing(fields.at(), "expected");
    }
    if (operator == AssertionOperator.MATCHES && expected instanceof TemplateTree.Text text) {
      checkPattern(text.template());
    }
    return new ComparisonCheck(texts.template(actual), operator, expected);
  }

  /// With tokens in it, only the run knows the pattern.
  private void checkPattern(Template pattern) {
    String fault = pattern.hasTokens() ? null : MatchPattern.fault(pattern.text());
    if (fault != null) {
      reading.wrongValue(pattern.place().start(), fault, null);
    }
  }
}
