package dev.clew.execution;

import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.plan.input.Supplied;
import dev.clew.runs.file.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// One captured JSON document whose members supply the inputs of the same names.
public final class InputPayload {
  /// Who gave a value.
  private static final String SOURCE = "payload ";

  private InputPayload() {}

  /// Whether a payload supplied it.
  static boolean supplied(Supplied value) {
    return value.source().startsWith(SOURCE);
  }

  /// @param where a file, or `-` for stdin
  public static Map<String, Supplied> read(String where) {
    String shown = where.equals("-") ? "standard input" : where;
    String text = where.equals("-") ? stdin() : TextFile.read(Path.of(where));
    Json document;
    try {
      document = JsonText.parse(text);
    } catch (JsonText.Malformed e) {
      throw Refusal.invalid(
          shown + ":" + e.line() + ":" + e.column() + ": not JSON: " + e.getMessage());
    }
    if (!(document instanceof Json.Obj object)) {
      throw Refusal.invalid(
          shown + ": a payload is a JSON object whose members are the inputs by name");
    }
    Map<String, Supplied> supplied = new LinkedHashMap<>();
    object
        .members()
        .forEach((name, value) -> supplied.put(name, new Supplied.Value(value, SOURCE + where)));
    return supplied;
  }

  private static String stdin() {
    try {
      byte[] bytes = System.in.readNBytes((int) TextFile.LIMIT_BYTES + 1);
      if (bytes.length > TextFile.LIMIT_BYTES) {
        throw Refusal.invalid(
            "standard input: the payload is over source.bytes = "
                + TextFile.LIMIT_BYTES
                + "; keep only the members that are inputs");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Refusal.invalid("stdin cannot be read: " + e.getMessage());
    }
  }
}
