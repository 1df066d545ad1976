package dev.clew.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Takes events as a server of clew does, or refuses them as the test says.
final class FakeServer implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Json.Obj> received = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();
  private Function<List<Json.Obj>, @Nullable Refusal> rule = events -> null;
  private HttpServer server;

  record Refusal(int status, String type, String body, Map<String, String> headers) {
    static Refusal of(int status, String code) {
      return new Refusal(
          status, "application/problem+json", "{\"code\":\"" + code + "\"}", Map.of());
    }

    Refusal with(String header, String value) {
      Map<String, String> all = new TreeMap<>(headers);
      all.put(header, value);
      return new Refusal(status, type, body, all);
    }
  }

  FakeServer() {
    server = started(0);
  }

  private HttpServer started(int port) {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      made.createContext("/api/v1/events", this::answer);
      made.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void stop() {
    server.stop(0);
  }

  void startAgain() {
    server = started(server.getAddress().getPort());
  }

  /// What is refused from now on; null for what is taken.
  synchronized void rule(Function<List<Json.Obj>, @Nullable Refusal> now) {
    rule = now;
  }

  ClientBuilder client(Path spool) {
    return new ClientBuilder(Map.of()).server(url()).spool(spool).closeWait(PATIENCE);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
    List<Json.Obj> events = new ArrayList<>();
    for (String line : new String(body, UTF_8).split("\n", -1)) {
      if (!line.isEmpty()) {
        events.add(object(line));
      }
    }
    Refusal refusal;
    synchronized (this) {
      sizes.add(events.size());
      tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      refusal = rule.apply(events);
      if (refusal == null) {
        received.addAll(events);
      }
    }
    if (refusal == null) {
      say(exchange, 200, "application/json", "{\"results\":[]}");
    } else {
      refusal.headers().forEach(exchange.getResponseHeaders()::set);
      say(exchange, refusal.status(), refusal.type(), refusal.body());
    }
  }

  private static void say(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static Json.Obj object(String line) {
    try {
      return (Json.Obj) JsonText.parse(line);
    } catch (JsonText.Malformed e) {
      throw new UncheckedIOException(new IOException(line, e));
    }
  }

  /// How many events each request had, also those that were refused.
  synchronized List<Integer> sizes() {
    return List.copyOf(sizes);
  }

  synchronized List<String> tokens() {
    return List.copyOf(tokens);
  }

  synchronized List<Json.Obj> events() {
    return List.copyOf(received);
  }

  List<Json.Obj> events(String kind) {
    return events().stream().filter(event -> event.text("kind", "").equals(kind)).toList();
  }

  Json.Obj event(String kind) {
    List<Json.Obj> all = events(kind);
    assertThat(all).as(kind + " of " + kinds()).hasSize(1);
    return all.getFirst();
  }

  List<String> kinds() {
    return events().stream().map(event -> event.text("kind", "")).toList();
  }

  /// By their numbers, of the only run.
  List<String> summaries() {
    return events().stream().map(event -> event.text("summary", "")).toList();
  }

  static void await(String what, java.util.function.BooleanSupplier isSo)
      throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!isSo.getAsBoolean()) {
      assertThat(Instant.now()).as(what).isBefore(end);
      Thread.sleep(10);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
