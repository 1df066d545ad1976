package dev.clew.engine.llm;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Header;
import dev.clew.engine.http.Request;
import dev.clew.engine.plugin.Executed;
import dev.clew.engine.plugin.Invocation;
import dev.clew.engine.plugin.StagePlugin;
import dev.clew.plan.PluginSpec;
import dev.clew.plan.api.ResolvedApi;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The kinds `LLM` and `OpenAI`: asks the model of a connection of the catalog, or of any service
/// that speaks as OpenAI does (`POST {connection}/responses`, or `…/chat/completions`), and gives
/// its answer in one shape, whoever gave it: `{output: {text, json}, usage: {inputTokens,
/// outputTokens, totalTokens, cachedInputTokens, reasoningTokens, model, provider}, finishReason,
/// durationMs, requestId}`. Without a connection nothing is sent.
public final class LlmPlugin implements StagePlugin {
  static final String PROVIDER = "openai";
  private static final String ENDPOINT = "/responses";

  /// A day, as of the `timeout` of any stage.
  private static final long MAX_SECONDS = 86_400;

  @Override
  public List<String> kinds() {
    return List.of("LLM", "OpenAI");
  }

  @Override
  public List<Problem> check(PluginSpec stage) {
    return new ModelStageCheck(stage).problems();
  }

  @Override
  public Map<String, Json> mocked(Json body) {
    return body instanceof Json.Obj normalised ? ModelAnswer.outputs(normalised) : Map.of();
  }

  @Override
  public Executed execute(Invocation invocation) {
    ModelConfig config = new ModelConfig(invocation.config(), invocation.defaults());
    ModelRequest asked;
    Request request;
    Protocol protocol;
    try {
      asked = ModelRequest.of(config, invocation::readTemplate);
      String endpoint = config.textOrDefault(Spellings.ENDPOINT);
      URI url = url(invocation.api(), endpoint == null ? ENDPOINT : endpoint);
      protocol = Protocol.of(url.getRawPath());
      byte[] body = JsonWriter.compact(protocol.body(asked)).getBytes(StandardCharsets.UTF_8);
      request = new Request("POST", url, headers(config, invocation), body);
      Long seconds = config.whole(Spellings.TIMEOUT);
      if (seconds != null && seconds > 0) {
        invocation.endWithin(Duration.ofSeconds(Math.min(seconds, MAX_SECONDS)));
      }
    } catch (NotSent e) {
      return new Executed.Failed(e.code(), e.getMessage());
    }
    Json.Obj about =
        new Attributes()
            .with(ToolCallStarted.MODEL, asked.model())
            .with(ToolCallStarted.ESTIMATED_INPUT_TOKENS, asked.estimatedInputTokens())
            .build();
    return switch (invocation.send("model", request, about)) {
      case Exchange.Unanswered none -> new Executed.Failed(none.code(), none.message());
      case Exchange.Answered answer -> {
        Executed executed = ModelAnswer.of(answer, protocol, asked);
        warn(executed, asked, invocation);
        yield executed;
      }
    };
  }

  /// As in the original, an answer without what was asked for is an answer; that it is one is said.
  private static void warn(Executed executed, ModelRequest asked, Invocation invocation) {
    if (!(executed instanceof Executed.Done done)) {
      return;
    }
    String text = done.outputs().get("text") instanceof Json.Str found ? found.value() : "";
    if (text.isEmpty()) {
      invocation.log("warn", "the answer of the model has no text");
    } else if (asked.wantsJson() && ModelAnswer.json(text) == null) {
      invocation.log("warn", "JSON was asked for, and the text of the answer is none");
    }
  }

  /// An address of its own has no connection, so that no key of one goes there.
  private static URI url(@Nullable ResolvedApi api, String endpoint) throws NotSent {
    boolean isAbsolute = isAbsolute(endpoint);
    if (api == null && !isAbsolute) {
      throw new NotSent(
          "llm_no_connection",
          "the stage names no connection; write config.connectionRef; nothing was sent");
    }
    if (api != null && isAbsolute) {
      throw new NotSent(
          "llm_endpoint",
          "config.endpoint is an address of its own, and the connection '"
              + api.name()
              + "' says where to send; write a path; nothing was sent");
    }
    try {
      return new URI(api == null ? endpoint : api.url(endpoint));
    } catch (URISyntaxException e) {
      throw new NotSent(
          FailureCode.INVALID_URL.wire(),
          "the endpoint is no URL: " + e.getReason() + "; nothing was sent");
    }
  }

  static boolean isAbsolute(String endpoint) {
    String lower = endpoint.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith("http://") || lower.startsWith("https://");
  }

  private static List<Header> headers(ModelConfig config, Invocation invocation) throws NotSent {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Type", "application/json"));
    headers.add(new Header("User-Agent", "clew"));
    String key = key(config, invocation);
    header(headers, "Authorization", key == null ? null : "Bearer " + key);
    header(headers, "OpenAI-Organization", config.textOrDefault(Spellings.ORGANIZATION));
    header(headers, "OpenAI-Project", config.textOrDefault(Spellings.PROJECT));
    return headers;
  }

  private static void header(List<Header> headers, String name, @Nullable String value)
      throws NotSent {
    if (value == null) {
      return;
    }
    Header header = new Header(name, value);
    if (!header.isSendable()) {
      throw new NotSent(
          FailureCode.UNSAFE_HEADER.wire(),
          "the header "
              + name
              + " has a character that may not be sent in a header; nothing was sent");
    }
    headers.add(header);
  }

  /// The stage's own key, else its connection's. A local model needs none; one that was meant to
  /// have a value and has none is no reason to ask without it.
  private static @Nullable String key(ModelConfig config, Invocation invocation) throws NotSent {
    String own = key(config.stage(), List.of(Spellings.KEY, Spellings.KEY_SECRET), invocation);
    return own == null
        ? key(config.defaults(), List.of(Spellings.KEY_SECRET, Spellings.KEY), invocation)
        : own;
  }

  private static @Nullable String key(Json.Obj from, List<Spellings> order, Invocation invocation)
      throws NotSent {
    for (Spellings setting : order) {
      String written = new ModelConfig(from, Json.EMPTY_OBJECT).text(setting);
      if (written != null) {
        String named = setting == Spellings.KEY_SECRET ? invocation.secret(written) : null;
        return named == null ? written : named;
      }
      if (from.has(setting.best())) {
        throw new NotSent("llm_no_key", setting.best() + " has no value; nothing was sent");
      }
    }
    return null;
  }
}
