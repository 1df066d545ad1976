package dev.clew.acceptance;

import com.sun.net.httpserver.HttpExchange;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What workflows of SIH call in tests, over real HTTP: `/echo` answers with what was sent to it,
/// `/flaky/KEY` fails twice with 503, `/status/N` answers N, and a model answers on
/// `/v1/chat/completions` and `/v1/responses`.
final class SihService implements AutoCloseable {
  private static final String ITEM =
      "{\"id\":\"A1\",\"n\":5,\"yes\":true,\"none\":null,\"items\":[{\"sku\":\"x\"},{\"sku\":\"y\"}],"
          + "\"text\":\"say \\\"hi\\\"\"}";

  private final LocalHttp server;
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private volatile Json.Obj asked = Json.EMPTY_OBJECT;

  SihService() {
    server = new LocalHttp(this::answer);
  }

  String url() {
    return server.url();
  }

  /// How often a path was called.
  int calls(String path) {
    AtomicInteger count = calls.get(path);
    return count == null ? 0 : count.get();
  }

  /// What a model was asked last.
  Json.Obj asked() {
    return asked;
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : List.of("Authorization", "OpenAI-Organization", "OpenAI-Project")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    return headers;
  }

  private Service.Answer answer(HttpExchange exchange, String path, String body) {
    if (path.endsWith("/chat/completions") || path.endsWith("/responses")) {
      asked = SihObserved.asked(path, headers(exchange), body);
    }
    int call = calls.computeIfAbsent(path, each -> new AtomicInteger()).incrementAndGet();
    return answer(exchange, path, body, call);
  }

  private static Service.Answer json(int status, String body) {
    return new Service.Answer(status, "application/json", body, Map.of("X-Trace", "trace-1"));
  }

  private static Service.Answer answer(HttpExchange exchange, String path, String body, int call) {
    if (path.startsWith("/echo")) {
      return json(200, JsonWriter.compact(echo(exchange, body)));
    }
    if (path.startsWith("/flaky/")) {
      return call <= 2 ? json(503, "{}") : json(200, ITEM);
    }
    if (path.startsWith("/status/")) {
      int status = Integer.parseInt(path.substring("/status/".length()));
      return json(status, status == 204 ? "" : "{\"error\":\"e" + status + "\"}");
    }
    return switch (path) {
      case "/created" -> json(201, ITEM);
      case "/list" -> json(200, "[" + ITEM + "]");
      case "/empty" -> json(200, "[]");
      case "/v1/chat/completions" ->
          json(
              200,
              "{\"id\":\"r1\",\"model\":\"m\",\"choices\":[{\"finish_reason\":\"stop\",\"message\":"
                  + "{\"role\":\"assistant\",\"content\":\"ok\"}}],\"usage\":{\"prompt_tokens\":3,"
                  + "\"completion_tokens\":2,\"total_tokens\":5}}");
      case "/v1/responses", "/responses" ->
          json(
              200,
              "{\"status\":\"completed\",\"output\":[{\"content\":[{\"type\":\"output_text\","
                  + "\"text\":\"ok\"}]}],\"usage\":{\"input_tokens\":3,\"output_tokens\":2,"
                  + "\"total_tokens\":5,\"input_tokens_details\":{\"cached_tokens\":1},"
                  + "\"output_tokens_details\":{\"reasoning_tokens\":1}}}");
      default -> json(200, ITEM);
    };
  }

  private static Json.Obj echo(HttpExchange exchange, String body) {
    Json.Builder headers = Json.object();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    String query = exchange.getRequestURI().getRawQuery();
    return Json.object()
        .put("method", exchange.getRequestMethod())
        .put("path", exchange.getRequestURI().getRawPath())
        .put("query", query == null ? "" : query)
        .put("body", body)
        .put("headers", headers.build())
        .build();
  }

  @Override
  public void close() {
    server.close();
  }
}
