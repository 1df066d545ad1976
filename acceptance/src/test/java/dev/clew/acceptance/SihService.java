package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// What workflows of SIH call in tests, over real HTTP: `/echo` answers with what was sent to it,
/// `/flaky/KEY` fails twice with 503, `/status/N` answers N, and a model answers on
/// `/v1/chat/completions`.
final class SihService implements AutoCloseable {
  private static final String ITEM =
      "{\"id\":\"A1\",\"n\":5,\"yes\":true,\"none\":null,\"items\":[{\"sku\":\"x\"},{\"sku\":\"y\"}],"
          + "\"text\":\"say \\\"hi\\\"\"}";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

  private record Answer(int status, String body) {}

  SihService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// How often a path was called.
  int calls(String path) {
    AtomicInteger count = calls.get(path);
    return count == null ? 0 : count.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      int call = calls.computeIfAbsent(path, each -> new AtomicInteger()).incrementAndGet();
      Answer answer = answer(exchange, path, body, call);
      byte[] bytes = answer.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("X-Trace", "trace-1");
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static Answer answer(HttpExchange exchange, String path, String body, int call) {
    if (path.startsWith("/echo")) {
      return new Answer(200, JsonWriter.compact(echo(exchange, body)));
    }
    if (path.startsWith("/flaky/")) {
      return call <= 2 ? new Answer(503, "{}") : new Answer(200, ITEM);
    }
    if (path.startsWith("/status/")) {
      int status = Integer.parseInt(path.substring("/status/".length()));
      return new Answer(status, status == 204 ? "" : "{\"error\":\"e" + status + "\"}");
    }
    return switch (path) {
      case "/created" -> new Answer(201, ITEM);
      case "/list" -> new Answer(200, "[" + ITEM + "]");
      case "/empty" -> new Answer(200, "[]");
      case "/v1/chat/completions" ->
          new Answer(
              200,
              "{\"id\":\"r1\",\"model\":\"m\",\"choices\":[{\"finish_reason\":\"stop\",\"message\":"
                  + "{\"role\":\"assistant\",\"content\":\"ok\"}}],\"usage\":{\"prompt_tokens\":3,"
                  + "\"completion_tokens\":2,\"total_tokens\":5}}");
      default -> new Answer(200, ITEM);
    };
  }

  private static Json.Obj echo(HttpExchange exchange, String body) {
    Json.Builder headers = Json.object();
    exchange
        .getRequestHeaders()
        .forEach((name, values) ->
            headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
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
    server.stop(0);
    threads.shutdownNow();
  }
}
