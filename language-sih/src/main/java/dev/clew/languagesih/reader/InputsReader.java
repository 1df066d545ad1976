package dev.clew.languagesih.reader;

import dev.clew.plan.input.InputSpec;
import dev.clew.plan.input.InputType;
import dev.clew.yaml.Fields;
import dev.clew.yaml.FileReading;
import dev.clew.yaml.Key;
import dev.clew.yaml.KeySet;
import dev.clew.yaml.KeyType;
import dev.clew.yaml.YamlNode.Scalar;
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

  private final FileReading reading;

  InputsReader(FileReading reading) {
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
