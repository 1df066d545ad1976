package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A service over real HTTP whose answers are given by path. A path without an answer blocks until
/// the end of the test.
final class Service implements AutoCloseable {
  record Answer(int status, String type, String body, Map<String, String> headers) {
    static Answer json(int status, String body) {
      return new Answer(status, "application/json", body, Map.of());
    }
  }

  record Request(String method, String path, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Semaphore blocked = new Semaphore(0);
  private final CountDownLatch end = new CountDownLatch(1);

  Service() {
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

  Service answers(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  Service blocks(String path) {
    answers.remove(path);
    return this;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /// Waits until a request is there that gets no answer.
  void awaitBlocked() throws InterruptedException {
    if (!blocked.tryAcquire(60, TimeUnit.SECONDS)) {
      throw new AssertionError("no request came to a path that blocks; came: " + requests);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      requests.add(new Request(exchange.getRequestMethod(), path, body));
      Answer answer = answers.get(path);
      if (answer == null) {
        blocked.release();
        end.await();
        return;
      }
      byte[] bytes = answer.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
