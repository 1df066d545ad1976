package dev.clew.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The services that the onboarding calls, over real HTTP on free ports of the loopback address:
/// accounts, auth, payment and notifications. The payment service asks for 3-D Secure when the plan
/// is `plan_premium`.
public final class DemoServices implements AutoCloseable {
  private static final String ACCOUNT = "ACC-47291";
  private static final String CUSTOMER = "cus_abc123";
  private static final int MAX_REQUEST_BYTES = 1 << 20;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<HttpServer> servers = new ArrayList<>();
  private final Map<String, String> baseUrls = new LinkedHashMap<>();
  private final String token = token();

  private interface Service {
    Answer answer(HttpExchange exchange, Json.Obj request);
  }

  private record Answer(int status, Json body) {}

  public DemoServices() throws IOException {
    start("accounts", "/api/accounts", (exchange, request) -> account(request));
    start("auth", "/api/auth/tokens", (exchange, request) -> issueToken(request));
    start("payment", "/api", this::payment);
    start("notifications", "/api/emails/send", (exchange, request) -> email(request));
  }

  /// Where each service listens, by the name that the catalog gives it.
  public Map<String, String> baseUrls() {
    return Map.copyOf(baseUrls);
  }

  private static Answer account(Json.Obj request) {
    return new Answer(
        201,
        Json.object()
            .put("id", ACCOUNT)
            .put("email", request.text("email"))
            .put("status", "created")
            .build());
  }

  private Answer issueToken(Json.Obj request) {
    if (!ACCOUNT.equals(request.text("accountId"))) {
      return error(404, "unknown_account");
    }
    return new Answer(
        200, Json.object().put("token", token).put("expires_in", Long.valueOf(900)).build());
  }

  private Answer payment(HttpExchange exchange, Json.Obj request) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + token).equals(authorization)) {
      return error(401, "invalid_token");
    }
    return switch (exchange.getRequestURI().getPath()) {
      case "/api/customers" ->
          new Answer(201, Json.object().put("id", CUSTOMER).put("object", "customer").build());
      case "/api/subscriptions" -> subscription(request);
      default -> error(404, "no_such_path");
    };
  }

  private static Answer subscription(Json.Obj request) {
    if (!CUSTOMER.equals(request.text("customerId"))) {
      return error(404, "unknown_customer");
    }
    if ("plan_premium".equals(request.text("planId"))) {
      return new Answer(
          402,
          Json.object()
              .put("error", "payment_method_requires_authentication")
              .put("customer_id", ACCOUNT)
              .put("action_required", "3ds_challenge")
              .put("id", "sub_9f31")
              .put("status", "incomplete")
              .build());
    }
    return new Answer(201, Json.object().put("id", "sub_9f32").put("status", "active").build());
  }

  private static Answer email(Json.Obj request) {
    return new Answer(202, Json.object().put("queued", true).put("to", request.text("to")).build());
  }

  private static Answer error(int status, String code) {
    return new Answer(status, Json.object().put("error", code).build());
  }

  /// A token in the shape of a JWT. It is nobody's: the services live as long as the demo.
  private static String token() {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    String header = encoder.encodeToString(utf8("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"));
    String claims = encoder.encodeToString(utf8("{\"sub\":\"" + ACCOUNT + "\"}"));
    String signature = encoder.encodeToString(utf8("the demo signs nothing, really."));
    return header + "." + claims + "." + signature;
  }

  private void start(String name, String path, Service service) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    server.createContext(path, exchange -> handle(exchange, service));
    server.setExecutor(threads);
    server.start();
    servers.add(server);
    baseUrls.put(name, "http://" + loopback.getHostAddress() + ":" + server.getAddress().getPort());
  }

  private static void handle(HttpExchange exchange, Service service) throws IOException {
    try (exchange) {
      Answer answer;
      if (!"POST".equals(exchange.getRequestMethod())) {
        answer = error(405, "method_not_allowed");
      } else {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES);
        answer =
            JsonText.parse(body) instanceof Json.Obj request
                ? service.answer(exchange, request)
                : error(400, "not_an_object");
      }
      send(exchange, answer);
    } catch (JsonText.Malformed e) {
      send(exchange, error(400, "not_json"));
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = utf8(JsonWriter.compact(answer.body()));
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    for (HttpServer server : servers) {
      server.stop(0);
    }
    threads.shutdownNow();
  }
}
