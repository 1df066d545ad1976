package dev.clew.engine.llm;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import dev.clew.workflow.source.WorkflowFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a model is asked, made of the stage's configuration.
///
/// @param estimatedInputTokens a quarter of the characters: what is asked before anything is sent
/// @param maxTotalTokens null for no limit
/// @param wantsJson whether the answer has to be JSON
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record ChatRequest(
    String model,
    byte[] bytes,
    long estimatedInputTokens,
    @Nullable Long maxTotalTokens,
    boolean wantsJson) {
  private static final int CHARS_PER_TOKEN = 4;
  private static final List<String> ROLES = List.of("system", "developer");

  /// It is not sent.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;

    Refused(String code, String message) {
      super(message);
      this.code = code;
    }

    String code() {
      return code;
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  static ChatRequest of(Json.Obj config, Function<String, WorkflowFiles.Read> files)
      throws Refused {
    String model = config.text("model", "");
    if (model.isBlank()) {
      throw new Refused("llm_no_model", "config.model has no value; nothing was sent");
    }
    Json.Obj prompts = config.object("prompts");
    List<Json> messages = new ArrayList<>();
    long characters = 0;
    for (String role : ROLES) {
      String text = prompt(prompts, role, files);
      if (text != null) {
        messages.add(message(role, text));
        characters += text.length();
      }
    }
    String input = prompt(prompts, "input", files);
    if (input == null || input.isBlank()) {
      throw new Refused("llm_no_prompt", "config.prompts.input has no text; nothing was sent");
    }
    String output = prompt(prompts, "output", files);
    String asked = output == null ? input : input.stripTrailing() + "\n\n" + output;
    messages.add(message("user", asked));
    characters += asked.length();
    long estimated = characters / CHARS_PER_TOKEN + 1;
    Json.Obj limits = config.object("limits");
    Long maxOutput = maxOutput(config);
    check(estimated, maxOutput, limits);
    Json.Obj generation = config.object("generation");
    String format = generation.text("responseFormat", "text");
    Json.Obj body =
        Json.object()
            .put("model", model)
            .put("messages", messages)
            .put("temperature", generation.get("temperature"))
            .put("top_p", generation.get("topP"))
            .put("max_completion_tokens", maxOutput)
            .put("reasoning_effort", config.object("reasoning").text("effort"))
            .put("response_format", responseFormat(format, config.object("output"), files))
            .build();
    return new ChatRequest(
        model,
        JsonWriter.compact(body).getBytes(StandardCharsets.UTF_8),
        estimated,
        limits.whole("maxTotalTokens"),
        !format.equalsIgnoreCase("text"));
  }

  private static Json.Obj message(String role, String content) {
    return Json.object().put("role", role).put("content", content).build();
  }

  private static @Nullable String prompt(
      Json.Obj prompts, String role, Function<String, WorkflowFiles.Read> files) throws Refused {
    Json.Obj prompt = prompts.object(role);
    String text = prompt.text("text");
    String file = prompt.text("file");
    return text != null || file == null ? text : content(file, files);
  }

  private static String content(String file, Function<String, WorkflowFiles.Read> files)
      throws Refused {
    return switch (files.apply(file)) {
      case WorkflowFiles.Read.Text read -> read.file().text();
      case WorkflowFiles.Read.Failed failed ->
          throw new Refused("file_not_read", failed.why() + "; nothing was sent");
    };
  }

  private static @Nullable Long maxOutput(Json.Obj config) {
    Long limit = config.object("limits").whole("maxOutputTokens");
    Long asked = config.object("generation").whole("maxOutputTokens");
    return limit == null || (asked != null && asked < limit) ? asked : limit;
  }

  private static void check(long estimated, @Nullable Long maxOutput, Json.Obj limits)
      throws Refused {
    Long maxInput = limits.whole("maxInputTokens");
    if (maxInput != null && estimated > maxInput) {
      throw new Refused(
          "llm_input_over_limit",
          "about "
              + estimated
              + " tokens of prompts are over limits.maxInputTokens = "
              + maxInput
              + "; nothing was sent");
    }
    Long maxTotal = limits.whole("maxTotalTokens");
    if (maxTotal != null && maxOutput != null && estimated + maxOutput > maxTotal) {
      throw new Refused(
          "llm_total_over_limit",
          "about "
              + estimated
              + " tokens of prompts and "
              + maxOutput
              + " of output are over limits.maxTotalTokens = "
              + maxTotal
              + "; nothing was sent");
    }
  }

  private static Json.@Nullable Obj responseFormat(
      String format, Json.Obj output, Function<String, WorkflowFiles.Read> files) throws Refused {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "text" -> null;
      case "json" -> Json.object().put("type", "json_object").build();
      case "schema" ->
          Json.object()
              .put("type", "json_schema")
              .put(
                  "json_schema",
                  Json.object()
                      .put("name", output.text("schemaName", "output"))
                      .put("strict", isStrict(output))
                      .put("schema", schema(output, files))
                      .build())
              .build();
      default ->
          throw new Refused(
              "llm_response_format",
              "generation.responseFormat is '" + format + "'; write schema, json or text");
    };
  }

  private static boolean isStrict(Json.Obj output) {
    return !(output.get("schemaStrict") instanceof Json.Bool strict) || strict.value();
  }

  private static Json schema(Json.Obj output, Function<String, WorkflowFiles.Read> files)
      throws Refused {
    Json schema = output.get("schema");
    String file = output.text("schemaFile");
    if (schema != null || file == null) {
      if (schema == null) {
        throw new Refused(
            "llm_no_schema", "responseFormat schema needs output.schema or output.schemaFile");
      }
      return schema;
    }
    try {
      return JsonText.parse(content(file, files));
    } catch (JsonText.Malformed e) {
      throw new Refused("llm_no_schema", file + " is not JSON: " + e.getMessage());
    }
  }
}
