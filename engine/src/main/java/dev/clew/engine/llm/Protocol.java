package dev.clew.engine.llm;

import dev.clew.core.json.Json;
import dev.clew.engine.llm.ModelRequest.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The two ways in which OpenAI, and what is compatible with it, is asked: the Responses API, and
/// the older chat completions, which an endpoint that ends with `/chat/completions` speaks.
enum Protocol {
  RESPONSES {
    @Override
    Json.Obj body(ModelRequest request) {
      List<Json> input = new ArrayList<>();
      for (ModelRequest.Message message : request.messages()) {
        Json text = Json.object().put("type", "input_text").put("text", message.text()).build();
        input.add(Json.object().put("role", message.role()).put("content", List.of(text)).build());
      }
      String effort = request.effort();
      Format format = request.format();
      return Json.object()
          .put("model", request.model())
          .put("input", input)
          .put("reasoning", effort == null ? null : Json.object().put("effort", effort).build())
          .put("max_output_tokens", request.maxOutputTokens())
          .put("temperature", request.temperature())
          .put("top_p", request.topP())
          .put("text", format == null ? null : Json.object().put("format", format(format)).build())
          .build();
    }

    private static Json.Obj format(Format format) {
      return switch (format) {
        case Format.Text text -> Json.object().put("type", "text").build();
        case Format.AnyJson json -> Json.object().put("type", "json_object").build();
        case Format.Schema schema ->
            Json.object().put("type", "json_schema").putAll(schema(schema)).build();
      };
    }

    @Override
    Answer read(Json.Obj body) {
      String text = body.text("output_text");
      Json.Obj usage = body.object("usage");
      return new Answer(
          text == null ? texts(body) : text,
          body.object("incomplete_details").text("reason", body.text("status", "")),
          new Usage(
              usage.whole("input_tokens"),
              usage.whole("output_tokens"),
              usage.whole("total_tokens"),
              usage.object("input_tokens_details").whole("cached_tokens"),
              usage.object("output_tokens_details").whole("reasoning_tokens")));
    }

    private static String texts(Json.Obj body) {
      List<String> texts = new ArrayList<>();
      for (Json.Obj item : body.objects("output")) {
        for (Json.Obj content : item.objects("content")) {
          String text = content.text("text", "");
          if (!text.isEmpty()) {
            texts.add(text);
          }
        }
      }
      return String.join("\n", texts);
    }
  },

  CHAT {
    @Override
    Json.Obj body(ModelRequest request) {
      List<Json> messages = new ArrayList<>();
      for (ModelRequest.Message message : request.messages()) {
        messages.add(
            Json.object().put("role", message.role()).put("content", message.text()).build());
      }
      return Json.object()
          .put("model", request.model())
          .put("messages", messages)
          .put("temperature", request.temperature())
          .put("top_p", request.topP())
          .put("max_completion_tokens", request.maxOutputTokens())
          .put("reasoning_effort", request.effort())
          .put("response_format", format(request.format()))
          .build();
    }

    private static Json.@Nullable Obj format(@Nullable Format format) {
      return switch (format) {
        case null -> null;
        case Format.Text text -> null;
        case Format.AnyJson json -> Json.object().put("type", "json_object").build();
        case Format.Schema schema ->
            Json.object().put("type", "json_schema").put("json_schema", schema(schema)).build();
      };
    }

    @Override
    Answer read(Json.Obj body) {
      List<Json.Obj> choices = body.objects("choices");
      Json.Obj choice = choices.isEmpty() ? Json.EMPTY_OBJECT : choices.getFirst();
      Json.Obj usage = body.object("usage");
      return new Answer(
          choice.object("message").text("content", ""),
          choice.text("finish_reason", ""),
          new Usage(
              usage.whole("prompt_tokens"),
              usage.whole("completion_tokens"),
              usage.whole("total_tokens"),
              usage.object("prompt_tokens_details").whole("cached_tokens"),
              usage.object("completion_tokens_details").whole("reasoning_tokens")));
    }
  };

  private static final String CHAT_PATH = "/chat/completions";

  /// @param finishReason empty when the provider does not say
  record Answer(String text, String finishReason, Usage usage) {}

  /// In tokens; null for what the provider does not say.
  record Usage(
      @Nullable Long input,
      @Nullable Long output,
      @Nullable Long total,
      @Nullable Long cachedInput,
      @Nullable Long reasoning) {}

  static Protocol of(String endpoint) {
    String path = endpoint.split("[?#]", 2)[0].toLowerCase(Locale.ROOT);
    return path.endsWith(CHAT_PATH) ? CHAT : RESPONSES;
  }

  /// What is sent.
  abstract Json.Obj body(ModelRequest request);

  /// What came back. Of a text that is not there it is empty.
  abstract Answer read(Json.Obj body);

  private static Json.Obj schema(Format.Schema schema) {
    Boolean strict = schema.strict();
    return Json.object()
        .put("name", schema.name())
        .put("schema", schema.schema())
        .put("strict", strict == null ? null : Json.of(strict))
        .build();
  }
}
