package dev.clew.engine.llm;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.plan.source.WorkflowFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a model is asked, whatever the protocol.
///
/// @param estimatedInputTokens a quarter of the characters: what is asked before anything is sent
/// @param temperature null for the model's own, as with the other settings
/// @param maxTotalTokens null for no limit
/// @param format null for the model's own
record ModelRequest(
    String model,
    List<Message> messages,
    long estimatedInputTokens,
    @Nullable String effort,
    Json.@Nullable Num temperature,
    Json.@Nullable Num topP,
    @Nullable Long maxOutputTokens,
    @Nullable Long maxTotalTokens,
    @Nullable Format format) {
  private static final int CHARS_PER_TOKEN = 4;

  /// @param role `system`, `developer` or `user`
  record Message(String role, String text) {}

  /// The shape that the answer has to have.
  sealed interface Format {
    record Text() implements Format {}

    record AnyJson() implements Format {}

    /// @param strict null for what the provider takes
    record Schema(String name, @Nullable Boolean strict, Json schema) implements Format {}
  }

  ModelRequest {
    messages = List.copyOf(messages);
  }

  boolean wantsJson() {
    return format != null && !(format instanceof Format.Text);
  }

  /// @param files reads a file of the workflow, its tokens replaced
  static ModelRequest of(ModelConfig config, Function<String, WorkflowFiles.Read> files)
      throws NotSent {
    String model = config.textOrDefault(Spellings.MODEL);
    if (model == null) {
      throw new NotSent("llm_no_model", "config.model has no value; nothing was sent");
    }
    String system = prompt(config, Spellings.SYSTEM, Spellings.SYSTEM_FILE, files);
    String developer = prompt(config, Spellings.DEVELOPER, Spellings.DEVELOPER_FILE, files);
    String input = prompt(config, Spellings.INPUT, Spellings.INPUT_FILE, files);
    String output = prompt(config, Spellings.OUTPUT, Spellings.OUTPUT_FILE, files);
    if (input == null) {
      throw new NotSent("llm_no_prompt", "config.prompts.input has no text; nothing was sent");
    }
    List<Message> messages = new ArrayList<>();
    add(messages, "system", system);
    add(messages, "developer", developer);
    add(messages, "user", output == null ? input : input + "\n\n" + output);
    long estimated = tokens(system) + tokens(developer) + tokens(input) + tokens(output);
    ModelRequest request =
        new ModelRequest(
            model,
            messages,
            estimated,
            config.textOrDefault(Spellings.EFFORT),
            config.number(Spellings.TEMPERATURE),
            config.number(Spellings.TOP_P),
            config.whole(Spellings.MAX_OUTPUT),
            config.whole(Spellings.MAX_TOTAL),
            format(config, files));
    request.checkLimits(config.whole(Spellings.MAX_INPUT));
    return request;
  }

  private static void add(List<Message> messages, String role, @Nullable String text) {
    if (text != null) {
      messages.add(new Message(role, text));
    }
  }

  private static long tokens(@Nullable String text) {
    return text == null ? 0 : (text.length() + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
  }

  private static @Nullable String prompt(
      ModelConfig config,
      Spellings text,
      Spellings file,
      Function<String, WorkflowFiles.Read> files)
      throws NotSent {
    String written = config.text(text);
    String path = config.text(file);
    String prompt = written != null || path == null ? written : content(path, files);
    return prompt == null || prompt.isBlank() ? null : prompt;
  }

  private static String content(String file, Function<String, WorkflowFiles.Read> files)
      throws NotSent {
    return switch (files.apply(file)) {
      case WorkflowFiles.Read.Text read -> read.file().text();
      case WorkflowFiles.Read.Failed failed ->
          throw new NotSent(FailureCode.FILE_NOT_READ.wire(), failed.why() + "; nothing was sent");
    };
  }

  private void checkLimits(@Nullable Long maxInput) throws NotSent {
    if (maxInput != null && estimatedInputTokens > maxInput) {
      throw new NotSent(
          "llm_input_over_limit",
          "about "
              + estimatedInputTokens
              + " tokens of prompts are over limits.maxInputTokens = "
              + maxInput
              + "; nothing was sent");
    }
    long output = maxOutputTokens == null ? 0 : maxOutputTokens;
    if (maxTotalTokens != null && estimatedInputTokens + output > maxTotalTokens) {
      throw new NotSent(
          "llm_total_over_limit",
          "about "
              + estimatedInputTokens
              + " tokens of prompts and "
              + output
              + " of output are over limits.maxTotalTokens = "
              + maxTotalTokens
              + "; nothing was sent");
    }
  }

  /// A schema asks for itself, whatever `responseFormat` says.
  private static @Nullable Format format(
      ModelConfig config, Function<String, WorkflowFiles.Read> files) throws NotSent {
    String written = config.text(Spellings.FORMAT);
    String word = written == null ? "" : written.strip().toLowerCase(Locale.ROOT);
    Json schema = schema(config, files);
    if (schema != null) {
      String name = config.text(Spellings.SCHEMA_NAME);
      return new Format.Schema(
          name == null ? "stage_output" : name, config.flag(Spellings.SCHEMA_STRICT), schema);
    }
    return switch (word) {
      case "" -> null;
      case "text" -> new Format.Text();
      case "json", "json_object" -> new Format.AnyJson();
      case "schema", "json_schema" ->
          throw new NotSent(
              "llm_no_schema",
              "responseFormat schema needs output.schema or output.schemaFile; nothing was sent");
      default ->
          throw new NotSent(
              "llm_response_format",
              "generation.responseFormat is '" + written + "'; write schema, json or text");
    };
  }

  private static @Nullable Json schema(
      ModelConfig config, Function<String, WorkflowFiles.Read> files) throws NotSent {
    String file = config.text(Spellings.SCHEMA_FILE);
    Json written = config.value(Spellings.SCHEMA);
    String text = written instanceof Json.Str inText ? inText.value() : null;
    if (file != null) {
      text = content(file, files);
    }
    if (text == null) {
      return written;
    }
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed e) {
      throw new NotSent(
          "llm_no_schema",
          (file == null ? "the schema" : file) + " is not JSON: " + e.getMessage());
    }
  }
}
