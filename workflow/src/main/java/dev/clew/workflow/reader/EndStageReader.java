package dev.clew.workflow.reader;

import dev.clew.workflow.definition.EndStage;
import dev.clew.workflow.definition.Outputs;
import dev.clew.workflow.yaml.Fields;
import dev.clew.workflow.yaml.Key;
import dev.clew.workflow.yaml.KeySet;
import dev.clew.workflow.yaml.KeyType;
import dev.clew.workflow.yaml.Reading;
import org.jspecify.annotations.Nullable;

/// Reads `endStage`.
final class EndStageReader {
  private static final KeySet RESULT_KEYS =
      KeySet.of(Key.text("message", "Is shown at the end of the run."));

  static final KeySet KEYS =
      KeySet.of(
          Key.of("output", KeyType.TEXT_BY_NAME, "What the workflow gives, by name."),
          OutputsReader.SECRET_KEY,
          Key.of(
              "outputJson",
              KeyType.FLAG,
              "Whether lists and objects are written as JSON in the output file; true when not"
                  + " written."),
          Key.of(
              "context",
              KeyType.TEXT_BY_NAME,
              "What is added to the shared context, also to that of a parent."),
          AssertionsReader.KEY,
          Key.of("result", KeyType.group(RESULT_KEYS), "What the run says at its end."));

  private final Reading reading;

  EndStageReader(Reading reading) {
    this.reading = reading;
  }

  EndStage read(@Nullable Fields fields) {
    if (fields == null) {
      return EndStage.NONE;
    }
    TextReader texts = new TextReader(reading);
    Outputs outputs = new OutputsReader(reading).read(fields);
    boolean writesJson = fields.flag("outputJson", true);
    var context = texts.named(fields, "context", "context entry");
    var assertions = new AssertionsReader(reading).read(fields);
    Fields result = fields.group("result");
    return new EndStage(
        outputs,
        writesJson,
        context,
        assertions,
        result == null ? null : texts.optional(result.text("message")));
  }
}
