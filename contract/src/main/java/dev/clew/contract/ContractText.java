package dev.clew.contract;

import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.document.JsonText;
import dev.clew.yaml.YamlJson;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlText;
import java.nio.charset.StandardCharsets;

/// The text of a contract to JSON.
final class ContractText {
  private ContractText() {}

  sealed interface Parsed {
    record Good(Json.Obj document) implements Parsed {}

    record Bad(String why) implements Parsed {}
  }

  static Parsed parse(String name, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > ContractLimits.BYTES) {
      return new Parsed.Bad(
          "the contract '"
              + name
              + "' has "
              + bytes
              + " bytes, over contract.bytes = "
              + ContractLimits.BYTES);
    }
    String begin = text.startsWith("\ufeff") ? text.substring(1) : text;
    return begin.stripLeading().startsWith("{") ? json(name, begin) : yaml(name, begin);
  }

  private static Parsed json(String name, String text) {
    try {
      return document(name, JsonText.parse(text));
    } catch (JsonText.Malformed e) {
      return new Parsed.Bad(
          "the contract '"
              + name
              + "' is not JSON: "
              + e.line()
              + ":"
              + e.column()
              + ": "
              + e.getMessage());
    }
  }

  private static Parsed yaml(String name, String text) {
    Diagnostics diagnostics = new Diagnostics();
    YamlNode root = YamlText.read(new SourceFile("contract '" + name + "'", text), diagnostics);
    return root == null || diagnostics.hasErrors()
        ? new Parsed.Bad(diagnostics.inOrder().getFirst().render())
        : document(name, YamlJson.of(root));
  }

  private static Parsed document(String name, Json json) {
    return json instanceof Json.Obj object
        ? new Parsed.Good(object)
        : new Parsed.Bad("the contract '" + name + "' is not an OpenAPI or Swagger document");
  }
}
