package dev.clew.engine.llm;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.plugin.Executed;
import dev.clew.workflow.scope.ResponseValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model answered, in one shape for all providers.
final class ChatAnswer {
  private ChatAnswer() {}

  static Executed of(Exchange.Answered answer, ChatRequest asked, String provider) {
    Json.Obj body = object(answer.body());
    if (answer.status() >= 400) {
      String message = body == null ? null : body.object("error").text("message");
      return new Executed.Failed(
          "http_" + answer.status(),
          "HTTP " + answer.status() + (message == null ? "" : ": " + message));
    }
    Json.Obj choice =
        body == null || body.objects("choices").isEmpty()
            ? null
            : body.objects("choices").getFirst();
    String text = choice == null ? null : choice.object("message").text("content");
    if (body == null || choice == null || text == null) {
      return new Executed.Failed(
          "llm_no_answer",
          "the answer has no choices[0].message.content, which a chat completion has");
    }
    Json json = asked.wantsJson() ? json(text) : null;
    if (asked.wantsJson() && json == null) {
      return new Executed.Failed(
          "llm_not_json",
          "JSON was asked for, and the text of the answer is none (finish_reason "
              + choice.text("finish_reason", "unknown")
              + ")");
    }
    Json.Obj usage = usage(body, asked, provider);
    Long total = usage.whole("totalTokens");
    Long limit = asked.maxTotalTokens();
    if (total != null && limit != null && total > limit) {
      return new Executed.Failed(
          "llm_total_over_limit",
          total + " tokens were used, over limits.maxTotalTokens = " + limit);
    }
    return done(answer, body, choice, text, json, usage);
  }

  private static Json.Obj usage(Json.Obj body, ChatRequest asked, String provider) {
    Json.Obj usage = body.object("usage");
    return Json.object()
        .put("inputTokens", usage.get("prompt_tokens"))
        .put("outputTokens", usage.get("completion_tokens"))
        .put("totalTokens", usage.get("total_tokens"))
        .put("cachedInputTokens", usage.object("prompt_tokens_details").get("cached_tokens"))
        .put("reasoningTokens", usage.object("completion_tokens_details").get("reasoning_tokens"))
        .put("model", body.text("model", asked.model()))
        .put("provider", provider)
        .build();
  }

  private static Executed done(
      Exchange.Answered answer,
      Json.Obj body,
      Json.Obj choice,
      String text,
      @Nullable Json json,
      Json.Obj usage) {
    Json.Obj normalised =
        Json.object()
            .put("output", Json.object().put("text", text).put("json", json).build())
            .put("usage", usage)
            .put("finishReason", choice.text("finish_reason"))
            .put("durationMs", answer.timing().total().toMillis())
            .put("requestId", requestId(answer, body))
            .build();
    ResponseValues response =
        new ResponseValues(answer.status(), Map.of(), new ResponseValues.Body.Value(normalised));
    return new Executed.Done(outputs(normalised), List.of(), response);
  }

  /// What a stage gives of an answer in that shape: its members without their nesting.
  static Map<String, Json> outputs(Json.Obj normalised) {
    Map<String, Json> outputs = new LinkedHashMap<>();
    Json text = normalised.object("output").get("text");
    if (text != null) {
      outputs.put("text", text);
    }
    outputs.putAll(normalised.object("usage").members());
    for (String name : List.of("finishReason", "durationMs", "requestId")) {
      Json value = normalised.get(name);
      if (value != null) {
        outputs.put(name, value);
      }
    }
    return outputs;
  }

  private static @Nullable String requestId(Exchange.Answered answer, Json.Obj body) {
    String id = answer.header("x-request-id");
    return id == null ? body.text("id") : id;
  }

  private static Json.@Nullable Obj object(byte[] bytes) {
    try {
      return JsonText.parse(bytes) instanceof Json.Obj object ? object : null;
    } catch (JsonText.Malformed e) {
      return null;
    }
  }

  private static @Nullable Json json(String text) {
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed e) {
      return null;
    }
  }
}
