package dev.clew.engine.llm;

import dev.clew.core.json.Json;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Header;
import dev.clew.engine.http.Request;
import dev.clew.engine.plugin.Executed;
import dev.clew.engine.plugin.Invocation;
import dev.clew.engine.plugin.StagePlugin;
import dev.clew.workflow.catalog.ResolvedApi;
import dev.clew.workflow.definition.PluginCall;
import dev.clew.workflow.template.TemplateTree;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The kinds `LLM` and `OpenAI`: asks a model of any service that speaks OpenAI's chat completions
/// (`POST /v1/chat/completions`), and gives its answer in one shape, whoever gave it: `{output:
/// {text, json}, usage: {inputTokens, outputTokens, totalTokens, cachedInputTokens,
/// reasoningTokens, model, provider}, finishReason, durationMs, requestId}`.
public final class LlmPlugin implements StagePlugin {
  private static final String ENDPOINT = "/v1/chat/completions";
  private static final String OPENAI = "https://api.openai.com";

  @Override
  public List<String> kinds() {
    return List.of("LLM", "OpenAI");
  }

  @Override
  public List<Problem> check(PluginCall stage) {
    List<Problem> problems = new ArrayList<>();
    TemplateTree prompts = member(stage.config(), "prompts");
    TemplateTree input = member(prompts, "input");
    if (input == null) {
      problems.add(
          new Problem(
              "config.prompts.input", "the model is asked nothing; write prompts.input.text"));
    }
    for (String role : List.of("system", "developer", "input", "output")) {
      TemplateTree prompt = member(prompts, role);
      if (prompt != null && (member(prompt, "text") == null) == (member(prompt, "file") == null)) {
        problems.add(new Problem("config.prompts." + role, "a prompt has either 'text' or 'file'"));
      }
    }
    return problems;
  }

  private static @Nullable TemplateTree member(@Nullable TemplateTree tree, String name) {
    if (tree instanceof TemplateTree.Members members) {
      for (TemplateTree.Member member : members.members()) {
        if (member.name().equals(name)) {
          return member.value();
        }
      }
    }
    return null;
  }

  @Override
  public Map<String, Json> mocked(Json body) {
    return body instanceof Json.Obj normalised ? ChatAnswer.outputs(normalised) : Map.of();
  }

  @Override
  public Executed execute(Invocation invocation) {
    Json.Obj config = invocation.config();
    ChatRequest chat;
    try {
      chat = ChatRequest.of(config, invocation::read);
    } catch (ChatRequest.Refused e) {
      return new Executed.Failed(e.code(), e.getMessage());
    }
    Request request;
    try {
      request = request(invocation, chat);
    } catch (URISyntaxException e) {
      return new Executed.Failed("invalid_url", "the endpoint is no URL: " + e.getReason());
    }
    Json.Obj about =
        Json.object()
            .put("model", chat.model())
            .put("estimated_input_tokens", chat.estimatedInputTokens())
            .build();
    return switch (invocation.send("model", request, about)) {
      case Exchange.Unanswered none -> new Executed.Failed(none.code(), none.message());
      case Exchange.Answered answer -> ChatAnswer.of(answer, chat, provider(invocation));
    };
  }

  private static Request request(Invocation invocation, ChatRequest chat)
      throws URISyntaxException {
    Json.Obj config = invocation.config();
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Type", "application/json"));
    headers.add(new Header("User-Agent", "clew"));
    String key = config.text("apiKey");
    if (key != null && !key.isBlank()) {
      headers.add(new Header("Authorization", "Bearer " + key));
    }
    header(headers, "OpenAI-Organization", config.text("organization"));
    header(headers, "OpenAI-Project", config.text("project"));
    return new Request("POST", url(invocation), headers, chat.bytes());
  }

  private static void header(List<Header> headers, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      headers.add(new Header(name, value));
    }
  }

  private static URI url(Invocation invocation) throws URISyntaxException {
    String endpoint = invocation.config().text("endpoint", ENDPOINT);
    if (endpoint.startsWith("http://") || endpoint.startsWith("https://")) {
      return new URI(endpoint);
    }
    ResolvedApi api = invocation.api();
    return new URI(api == null ? OPENAI + endpoint : api.url(endpoint));
  }

  private static String provider(Invocation invocation) {
    ResolvedApi api = invocation.api();
    return api == null ? "openai" : api.definition();
  }
}
