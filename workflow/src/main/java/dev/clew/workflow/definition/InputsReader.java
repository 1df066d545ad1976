package dev.clew.workflow.definition;

import dev.clew.workflow.input.InputSpec;
import dev.clew.workflow.input.InputType;
import dev.clew.workflow.source.Nearest;
import dev.clew.workflow.yaml.Fields;
import dev.clew.workflow.yaml.KeySet;
import dev.clew.workflow.yaml.Reading;
import dev.clew.workflow.yaml.YamlNode;
import dev.clew.workflow.yaml.YamlNode.Mapping;
import dev.clew.workflow.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `input`.
final class InputsReader {
  private static final KeySet KEYS = KeySet.of("name", "type", "required", "secret", "description");

  private final Reading reading;

  InputsReader(Reading reading) {
    this.reading = reading;
  }

  List<InputSpec> read(List<YamlNode> items) {
    List<InputSpec> specs = new ArrayList<>();
    Names names = new Names("input", reading);
    for (YamlNode item : items) {
      if (!(item instanceof Mapping mapping)) {
        reading.wrongType(item.at(), "an input must be a mapping, not " + item.what());
        continue;
      }
      Fields fields = new Fields(mapping, "the input", KEYS, reading);
      Scalar name = fields.required("name");
      InputType type = type(fields.text("type"));
      boolean required = fields.flag("required", true);
      boolean secret = fields.flag("secret", false);
      Scalar description = fields.text("description");
      if (name != null && names.addAddressable(name)) {
        String about = description == null ? null : description.text();
        specs.add(new InputSpec(name.text(), type, required, secret, about, name.at()));
      }
    }
    return specs;
  }

  private InputType type(@Nullable Scalar scalar) {
    if (scalar == null) {
      return InputType.FIXED;
    }
    InputType type = InputType.of(scalar.text());
    if (type == null) {
      reading.wrongValue(
          scalar.at(),
          "'" + scalar.text() + "' is not an input type",
          Nearest.to(scalar.text(), InputType.words()));
      return InputType.FIXED;
    }
    return type;
  }
}
