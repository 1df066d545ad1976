package dev.clew.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that answers by what it is asked, and many at once.
final class Routes implements AutoCloseable {
  /// @param visit how often that path was asked for, from 1
  record Asked(
      String method, String path, String body, int visit, Map<String, List<String>> headers) {}

  record Reply(int status, String body, List<String> headers) {
    static Reply json(int status, String body, String... headers) {
      return new Reply(status, body, List.of(headers));
    }
  }

  interface Handler {
    Reply to(Asked asked) throws InterruptedException;
  }

  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Map<String, AtomicInteger> visits = new ConcurrentHashMap<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Handler handler;

  Routes(Handler handler) {
    this.handler = handler;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().toString();
    int visit = visits.computeIfAbsent(path, any -> new AtomicInteger()).incrementAndGet();
    Asked one =
        new Asked(exchange.getRequestMethod(), path, body, visit, exchange.getRequestHeaders());
    asked.add(one);
    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    Reply reply;
    try {
      reply = handler.to(one);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } finally {
      underWay.decrementAndGet();
    }
    for (String header : reply.headers()) {
      int colon = header.indexOf(':');
      exchange
          .getResponseHeaders()
          .set(header.substring(0, colon), header.substring(colon + 1).strip());
    }
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Asked> asked() {
    return asked;
  }

  List<String> paths() {
    List<String> paths = new ArrayList<>();
    asked.forEach(one -> paths.add(one.path()));
    return paths;
  }

  /// How many requests were under way at once, at most.
  int most() {
    return most.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
