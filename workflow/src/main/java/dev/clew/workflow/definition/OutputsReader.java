package dev.clew.workflow.definition;

import dev.clew.workflow.source.Nearest;
import dev.clew.workflow.template.TemplateParser;
import dev.clew.workflow.yaml.Fields;
import dev.clew.workflow.yaml.Reading;
import dev.clew.workflow.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;

/// Reads `output` and `secretOutputs`.
final class OutputsReader {
  private final Reading reading;

  OutputsReader(Reading reading) {
    this.reading = reading;
  }

  Outputs read(Fields fields) {
    List<NamedTemplate> all = new ArrayList<>();
    Names names = new Names("output", reading);
    for (Fields.Pair pair : fields.texts("output")) {
      names.addAddressable(pair.key());
      all.add(
          new NamedTemplate(
              pair.key().text(),
              TemplateParser.parse(pair.value().text(), pair.value(), reading.diagnostics())));
    }
    Outputs declared = new Outputs(all, List.of());
    List<String> secret = new ArrayList<>();
    for (Scalar key : fields.words("secretOutputs")) {
      secret.add(key.text());
      if (!declared.has(key.text())) {
        reading.wrongValue(
            key.at(),
            "secret output '" + key.text() + "' is not an output",
            Nearest.to(key.text(), declared.names()));
      }
    }
    return new Outputs(all, secret);
  }
}
