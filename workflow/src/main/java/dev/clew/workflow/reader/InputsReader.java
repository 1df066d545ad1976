package dev.clew.workflow.reader;

import dev.clew.workflow.input.InputSpec;
import dev.clew.workflow.input.InputType;
import dev.clew.workflow.yaml.Fields;
import dev.clew.workflow.yaml.Key;
import dev.clew.workflow.yaml.KeySet;
import dev.clew.workflow.yaml.KeyType;
import dev.clew.workflow.yaml.Reading;
import dev.clew.workflow.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;

/// Reads `input`.
final class InputsReader {
  static final KeySet KEYS =
      KeySet.of(
          Key.text("name", "What tokens call the input.").needed(),
          Key.of(
              "type",
              KeyType.oneOf("an input type", InputType.words()),
              "The value's type; Fixed, which is any text, when not written."),
          Key.of("required", KeyType.FLAG, "Whether a run needs a value; true when not written."),
          Key.of("secret", KeyType.FLAG, "Whether the value must never be shown or stored."),
          Key.text("description", "What the input is for."));

  private final Reading reading;

  InputsReader(Reading reading) {
    this.reading = reading;
  }

  List<InputSpec> read(List<Fields> items) {
    List<InputSpec> specs = new ArrayList<>();
    DeclaredNames names = new DeclaredNames("input", reading);
    for (Fields fields : items) {
      Scalar name = fields.required("name");
      String word = fields.word("type");
      InputType type = word == null ? null : InputType.of(word);
      boolean required = fields.flag("required", true);
      boolean secret = fields.flag("secret", false);
      Scalar description = fields.text("description");
      if (name != null && names.addAddressable(name)) {
        String about = description == null ? null : description.text();
        specs.add(
            new InputSpec(
                name.text(),
                type == null ? InputType.FIXED : type,
                required,
                secret,
                about,
                name.at()));
      }
    }
    return specs;
  }
}
