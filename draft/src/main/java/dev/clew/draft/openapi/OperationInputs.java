package dev.clew.draft.openapi;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.draft.capture.SecretInputs;
import dev.clew.draft.text.Draft;
import dev.clew.draft.text.SafeNames;
import dev.clew.draft.text.Shell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The inputs of all chosen operations. Two parameters with one name and one type are one input.
final class OperationInputs {
  private final SafeNames names = new SafeNames();
  private final Map<String, Draft.Input> byKey = new LinkedHashMap<>();

  /// @param sample as a value; not used for a secret
  /// @return the token
  String input(String name, String type, boolean secret, String description, Json sample) {
    Draft.Input input =
        byKey.computeIfAbsent(
            type + " " + secret + " " + name,
            unseen ->
                secret
                    ? SecretInputs.input(name, description, type, names)
                    : plain(name, type, description, sample));
    return "{{input." + input.name() + "}}";
  }

  private Draft.Input plain(String name, String type, String description, Json sample) {
    String text = sample instanceof Json.Str string ? string.value() : JsonWriter.compact(sample);
    String free = names.unique(SafeNames.identifier(name), "value");
    return new Draft.Input(
        free, type, false, description.isEmpty() ? null : description, Shell.quoted(text));
  }

  List<Draft.Input> all() {
    return new ArrayList<>(byKey.values());
  }
}
