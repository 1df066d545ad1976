package dev.clew.engine.llm;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.plugin.Executed;
import dev.clew.plan.scope.ResponseValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model answered, in one shape for all providers.
final class ModelAnswer {
  private ModelAnswer() {}

  static Executed of(Exchange.Answered answer, Protocol protocol, ModelRequest asked) {
    Json.Obj body = object(answer.body());
    if (answer.status() < 200 || answer.status() >= 300) {
      String message = body == null ? null : body.object("error").text("message");
      return new Executed.Failed(
          "http_" + answer.status(),
          "HTTP " + answer.status() + (message == null ? "" : ": " + message));
    }
    if (body == null) {
      return new Executed.Failed("llm_no_answer", "the answer is no JSON object");
    }
    Protocol.Answer read = protocol.read(body);
    Long total = read.usage().total();
    Long limit = asked.maxTotalTokens();
    if (total != null && limit != null && total > limit) {
      return new Executed.Failed(
          "llm_total_over_limit",
          total + " tokens were used, over limits.maxTotalTokens = " + limit);
    }
    Json.Obj normalised =
        Json.object()
            .put(
                "output",
                Json.object()
                    .put("text", read.text())
                    .put("json", orNull(json(read.text())))
                    .build())
            .put("usage", usage(read.usage(), asked))
            .put("finishReason", read.finishReason())
            .put("durationMs", answer.timing().total().toMillis())
            .put("requestId", requestId(answer, body))
            .build();
    ResponseValues response =
        new ResponseValues(answer.status(), Map.of(), new ResponseValues.Body.Value(normalised));
    return new Executed.Done(outputs(normalised), List.of(), response);
  }

  /// What is not known is there as null, so that it is empty text and not a mistake to name it.
  private static Json.Obj usage(Protocol.Usage usage, ModelRequest asked) {
    return Json.object()
        .put("inputTokens", number(usage.input()))
        .put("outputTokens", number(usage.output()))
        .put("totalTokens", number(usage.total()))
        .put("cachedInputTokens", number(usage.cachedInput()))
        .put("reasoningTokens", number(usage.reasoning()))
        .put("model", asked.model())
        .put("provider", LlmPlugin.PROVIDER)
        .build();
  }

  private static Json number(@Nullable Long tokens) {
    return tokens == null ? Json.NULL : Json.of(tokens);
  }

  private static Json orNull(@Nullable Json value) {
    return value == null ? Json.NULL : value;
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

  static @Nullable Json json(String text) {
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed e) {
      return null;
    }
  }
}
