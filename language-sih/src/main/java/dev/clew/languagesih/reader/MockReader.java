package dev.clew.languagesih.reader;

import dev.clew.languagesih.definition.StageKind;
import dev.clew.languagesih.expression.TemplateExpression;
import dev.clew.languagesih.expression.TemplateExpression.Form;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.stage.MockSpec;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `mock`: an answer for a call, outputs for a child workflow, either for a plug-in.
final class MockReader {
  private static final KeySet KEYS =
      KeySet.of(
          Key.of(
              "status",
              KeyType.STATUS,
              "The answer's status; the first expected one or 200 when not written."),
          Key.text("payload", "The answer's body: JSON, with tokens."),
          Key.text("payloadFile", "A file with the answer's body."),
          Key.of(
              "output",
              KeyType.TEXT_BY_NAME,
              "The outputs of a child workflow or of a plug-in's stage."));

  static final Key KEY =
      Key.of(
          "mock",
          KeyType.group(KEYS),
          "What the stage comes to in a mocked run, without doing anything.");

  private static final List<String> OF_AN_ANSWER = List.of("status", "payload", "payloadFile");

  private final FileReading reading;
  private final TextReader texts;

  MockReader(FileReading reading) {
    this.reading = reading;
    this.texts = new TextReader(reading);
  }

  /// Null when there is none, or it is wrong.
  ///
  /// @param kind of the stage
  @Nullable MockSpec read(Fields stage, StageKind kind) {
    Fields fields = stage.group("mock");
    if (fields == null) {
      return null;
    }
    Integer status = fields.status("status");
    Scalar payload = fields.text("payload");
    Scalar payloadFile = fields.text("payloadFile");
    List<NamedExpression> outputs = texts.named(fields, "output", "output");
    boolean ofOutputs =
        switch (kind) {
          case ENDPOINT, UNKNOWN -> false;
          case WORKFLOW -> true;
          case PLUGIN -> fields.has("output");
        };
    if (ofOutputs) {
      OF_AN_ANSWER.forEach(key -> refuse(fields, key, stage));
      fields.requireAll("output");
      return new MockSpec.Outputs(outputs);
    }
    if (kind != StageKind.UNKNOWN) {
      refuse(fields, "output", stage);
    }
    boolean isEmpty = isBlank(payload) && isBlank(payloadFile);
    if (kind != StageKind.UNKNOWN && isEmpty) {
      fields.missing(fields.at(), "payload' or 'payloadFile");
    }
    if (payload != null && payloadFile != null) {
      reading.complain(
          SihRule.WORKFLOW_EXCLUSIVE_KEYS,
          payloadFile.at(),
          "'payload' and 'payloadFile' of a mock cannot stand together");
    }
    return new MockSpec.Response(
        status,
        payload == null ? null : new TemplateExpression(texts.template(payload), Form.JSON),
        texts.optional(payloadFile));
  }

  private static boolean isBlank(@Nullable Scalar scalar) {
    return scalar == null || scalar.text().isBlank();
  }

  private void refuse(Fields fields, String name, Fields stage) {
    Scalar key = fields.key(name);
    if (key != null) {
      reading.complain(
          SihRule.WORKFLOW_MISPLACED_KEY,
          key.at(),
          "key '" + name + "' cannot stand in the mock of " + stage.owner());
    }
  }
}
