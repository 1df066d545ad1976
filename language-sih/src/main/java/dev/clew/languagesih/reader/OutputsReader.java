package dev.clew.languagesih.reader;

import dev.clew.core.Nearest;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.stage.Outputs;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads `output` and `secretOutputs`.
final class OutputsReader {
  static final Key SECRET_KEY =
      Key.of("secretOutputs", KeyType.TEXTS, "The outputs whose values are secret.");

  private final FileReading reading;

  OutputsReader(FileReading reading) {
    this.reading = reading;
  }

  /// Of the end of a workflow.
  Outputs read(Fields fields) {
    return read(fields, List.of());
  }

  /// @param others outputs that are made otherwise and can be secret too; null when they are not
  ///   known
  Outputs read(Fields fields, @Nullable List<String> others) {
    List<NamedExpression> all = new TextReader(reading).named(fields, "output", "output");
    List<Scalar> marked = fields.words("secretOutputs");
    if (marked.isEmpty()) {
      return new Outputs(all, List.of());
    }
    List<String> secret = new ArrayList<>();
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (NamedExpression output : all) {
      known.add(output.name());
    }
    if (others != null) {
      known.addAll(others);
    }
    for (Scalar key : marked) {
      secret.add(key.text());
      if (others != null && !known.contains(key.text())) {
        reading.wrongValue(
            key.at(),
            "secret output '" + key.text() + "' is not an output",
            Nearest.to(key.text(), known));
      }
    }
    return new Outputs(all, secret);
  }
}
