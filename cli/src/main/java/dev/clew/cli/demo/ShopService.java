package dev.clew.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The service that the examples call, over real HTTP on a port of the loopback address: accounts
/// that exist already, items that are refused or accepted only at the second time, an order that
/// takes a while, a language model that answers like one. It forgets everything when it is closed.
public final class ShopService implements AutoCloseable {
  /// Where the examples' catalog expects it.
  public static final int PORT = 8642;

  private static final int MAX_REQUEST_BYTES = 1 << 20;
  private static final int LOOKS_UNTIL_ACTIVE = 3;
  private static final Pattern ACCOUNT = Pattern.compile("/accounts/([^/]+)(/items|/activate)?");

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Account> byLogin = new ConcurrentHashMap<>();
  private final Map<String, Account> byId = new ConcurrentHashMap<>();
  private final AtomicInteger accounts = new AtomicInteger(1000);
  private final HttpServer server;

  private record Answer(int status, Json body, Map<String, String> headers) {
    Answer(int status, Json body) {
      this(status, body, Map.of());
    }
  }

  private static final class Account {
    final String id;
    final String login;
    final AtomicInteger looks = new AtomicInteger();
    final AtomicInteger items = new AtomicInteger();
    final Map<String, Boolean> refusedOnce = new ConcurrentHashMap<>();
    volatile boolean activated;

    Account(String id, String login) {
      this.id = id;
      this.login = login;
    }

    Json.Obj json(String status) {
      return Json.object().put("id", id).put("login", login).put("status", status).build();
    }
  }

  /// @param port 0 for a free one
  /// @throws IOException when the port is taken
  public ShopService(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES);
      Json.Obj request =
          body.length > 0 && JsonText.parse(body) instanceof Json.Obj object
              ? object
              : Json.EMPTY_OBJECT;
      send(exchange, answer(exchange, request));
    } catch (JsonText.Malformed e) {
      send(exchange, problem(400, "The body is not JSON"));
    }
  }

  private Answer answer(HttpExchange exchange, Json.Obj request) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String operation = exchange.getRequestMethod() + " " + path;
    switch (operation) {
      case "GET /health" -> {
        return new Answer(200, Json.object().put("status", "up").build());
      }
      case "GET /openapi.json" -> {
        return new Answer(200, contract());
      }
      case "POST /auth/token" -> {
        return token(request);
      }
      case "POST /v1/chat/completions" -> {
        return completion(request);
      }
      default -> {}
    }
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !authorization.startsWith("Bearer shop-")) {
      return problem(401, "A bearer token of POST /auth/token is needed");
    }
    if (operation.equals("POST /accounts")) {
      return account(request);
    }
    if (operation.equals("POST /emails")) {
      return new Answer(202, Json.object().put("queued", true).build());
    }
    Matcher one = ACCOUNT.matcher(path);
    return one.matches()
        ? ofAccount(exchange.getRequestMethod(), one.group(1), one.group(2), request)
        : problem(404, "There is nothing at this path");
  }

  private static Answer token(Json.Obj request) {
    String user = request.text("user", "");
    if (user.isEmpty() || !request.text("password", "").equals("open-sesame")) {
      return problem(401, "The password of every user is open-sesame");
    }
    String digits = Integer.toHexString(user.hashCode());
    return new Answer(
        200,
        Json.object().put("token", "shop-" + digits + "-3c9e1f").put("expires_in", 900).build());
  }

  /// Asks whether the account is there already, as 409.
  private Answer account(Json.Obj request) {
    String login = request.text("login", "");
    if (!login.contains("@")) {
      return problem(422, "login must be an e-mail address");
    }
    Account made = new Account("ACC-" + accounts.incrementAndGet(), login);
    Account before = byLogin.putIfAbsent(login, made);
    if (before != null) {
      return new Answer(409, before.json("exists"));
    }
    byId.put(made.id, made);
    return new Answer(201, made.json("created"));
  }

  private Answer ofAccount(String method, String id, @Nullable String what, Json.Obj request) {
    Account account = byId.get(id);
    if (account == null) {
      return problem(404, "There is no account " + id);
    }
    if (method.equals("GET") && what == null) {
      boolean active = account.activated && account.looks.incrementAndGet() >= LOOKS_UNTIL_ACTIVE;
      return new Answer(200, account.json(active ? "active" : "provisioning"));
    }
    if (method.equals("POST") && "/activate".equals(what)) {
      account.activated = true;
      return request.text("plan", "").equals("premium")
          ? new Answer(
              402,
              Json.object()
                  .put("error", "payment_method_requires_authentication")
                  .put("action_required", "3ds_challenge")
                  .build())
          : new Answer(200, account.json("provisioning"));
    }
    if (method.equals("POST") && "/items".equals(what)) {
      return item(account, request);
    }
    return problem(405, "This cannot be done here");
  }

  /// An item whose sku begins with `SLOW` is accepted at the second time, one that is `GONE` never.
  private static Answer item(Account account, Json.Obj request) {
    String sku = request.text("sku", "");
    if (sku.equals("GONE")) {
      return problem(422, "sku GONE is not sold any more");
    }
    if (sku.startsWith("SLOW") && account.refusedOnce.putIfAbsent(sku, true) == null) {
      return new Answer(
          503, Json.object().put("error", "try_again").build(), Map.of("Retry-After", "0"));
    }
    return new Answer(
        201,
        Json.object()
            .put("id", account.id + "-" + account.items.incrementAndGet())
            .put("sku", sku)
            .build());
  }

  /// Says what it was asked, in the shape of the chat completions of OpenAI.
  private static Answer completion(Json.Obj request) {
    Json.Obj last = Json.EMPTY_OBJECT;
    for (Json.Obj message : request.objects("messages")) {
      last = message;
    }
    String asked = last.text("content", "");
    String text =
        Json.object().put("greeting", "Welcome! You asked: " + asked.strip()).build().toString();
    Json.Obj message = Json.object().put("role", "assistant").put("content", text).build();
    Json.Obj choice =
        Json.object().put("index", 0).put("message", message).put("finish_reason", "stop").build();
    int in = asked.length() / 4 + 1;
    int out = text.length() / 4 + 1;
    Json.Obj usage =
        Json.object()
            .put("prompt_tokens", in)
            .put("completion_tokens", out)
            .put("total_tokens", in + out)
            .build();
    return new Answer(
        200,
        Json.object()
            .put("id", "chatcmpl-demo")
            .put("object", "chat.completion")
            .put("model", request.text("model", "demo"))
            .put("choices", List.of(choice))
            .put("usage", usage)
            .build());
  }

  private static Json contract() throws IOException {
    try (InputStream in = ShopService.class.getResourceAsStream("shop.openapi.json")) {
      if (in == null) {
        throw new IOException("the shop has no contract");
      }
      return JsonText.parse(in.readAllBytes());
    } catch (JsonText.Malformed e) {
      throw new IOException("the shop's contract is not JSON", e);
    }
  }

  /// RFC 9457.
  private static Answer problem(int status, String title) {
    return new Answer(
        status,
        Json.object().put("title", title).put("status", status).build(),
        Map.of("Content-Type", "application/problem+json"));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = JsonWriter.compact(answer.body()).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
