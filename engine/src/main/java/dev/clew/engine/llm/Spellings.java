package dev.clew.engine.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// How a stage of a model may write each of its settings: as a path of keys, the first of which
/// that has a value counts. The flat ones are older.
enum Spellings {
  MODEL("model"),
  ENDPOINT("endpoint"),
  KEY("apiKey"),
  KEY_SECRET("apiKeySecret"),
  ORGANIZATION("organization"),
  PROJECT("project"),
  INPUT("prompts.input.text", "inputPrompt", "prompt"),
  INPUT_FILE("prompts.input.file", "inputPromptFile", "promptFile"),
  OUTPUT("prompts.output.text", "outputPrompt"),
  OUTPUT_FILE("prompts.output.file", "outputPromptFile"),
  SYSTEM("prompts.system.text", "systemPrompt"),
  SYSTEM_FILE("prompts.system.file", "systemPromptFile"),
  DEVELOPER("prompts.developer.text", "developerPrompt"),
  DEVELOPER_FILE("prompts.developer.file", "developerPromptFile"),
  EFFORT("reasoning.effort", "thinkingMode", "reasoningEffort"),
  TEMPERATURE("generation.temperature", "temperature"),
  TOP_P("generation.topP", "topP"),
  MAX_INPUT("limits.maxInputTokens", "maxInputTokens"),
  MAX_OUTPUT("limits.maxOutputTokens", "generation.maxOutputTokens", "maxOutputTokens"),
  MAX_TOTAL("limits.maxTotalTokens", "maxTotalTokens"),
  TIMEOUT("limits.timeoutSeconds", "runtime.timeoutSeconds", "timeoutSeconds"),
  FORMAT("generation.responseFormat", "output.responseFormat", "responseFormat"),
  SCHEMA("output.schema", "schema", "jsonSchema"),
  SCHEMA_FILE("output.schemaFile", "schemaFile"),
  SCHEMA_NAME("output.schemaName", "schemaName"),
  SCHEMA_STRICT("output.schemaStrict", "schemaStrict");

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> paths;

  Spellings(String... paths) {
    this.paths = List.of(paths);
  }

  List<String> paths() {
    return paths;
  }

  /// As it should be written.
  String best() {
    return paths.getFirst();
  }

  /// Where a part of a stage's configuration that no setting has is; empty when all is known.
  ///
  /// @param path the keys to it, with dots; empty for the configuration itself
  static List<String> below(String path) {
    String prefix = path.isEmpty() ? "" : path.toLowerCase(Locale.ROOT) + ".";
    Set<String> names = new TreeSet<>();
    for (Spellings setting : values()) {
      for (String each : setting.paths) {
        if (each.toLowerCase(Locale.ROOT).startsWith(prefix)) {
          names.add(each.substring(prefix.length()).split("\\.", 2)[0]);
        }
      }
    }
    return new ArrayList<>(names);
  }
}
