package dev.clew.languagesih.reader;

import dev.clew.plan.EndSpec;
import dev.clew.plan.stage.Outputs;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
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

  private final FileReading reading;

  EndStageReader(FileReading reading) {
    this.reading = reading;
  }

  EndSpec read(@Nullable Fields fields) {
    if (fields == null) {
      return EndSpec.NONE;
    }
    TextReader texts = new TextReader(reading);
    Outputs outputs = new OutputsReader(reading).read(fields);
    boolean writesJson = fields.flag("outputJson", true);
    var context = texts.named(fields, "context", "context entry");
    var assertions = new AssertionsReader(reading).read(fields);
    Fields result = fields.group("result");
    return new EndSpec(
        outputs,
        writesJson,
        context,
        assertions,
        result == null ? null : texts.optional(result.text("message")));
  }
}
