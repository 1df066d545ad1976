package dev.clew.acceptance;

import com.sun.net.httpserver.HttpExchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A service over real HTTP whose answers are given by path. A path without an answer blocks until
/// the end of the test.
final class Service implements AutoCloseable {
  record Answer(int status, String type, String body, Map<String, String> headers) {
    static Answer json(int status, String body) {
      return new Answer(status, "application/json", body, Map.of());
    }
  }

  record Request(String method, String path, String body) {}

  private final LocalHttp server;
  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Semaphore blocked = new Semaphore(0);
  private final CountDownLatch end = new CountDownLatch(1);

  Service() {
    server = new LocalHttp(this::answer);
  }

  String url() {
    return server.url();
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

  private @Nullable Answer answer(HttpExchange exchange, String path, String body)
      throws InterruptedException {
    requests.add(new Request(exchange.getRequestMethod(), path, body));
    Answer answer = answers.get(path);
    if (answer == null) {
      blocked.release();
      end.await();
    }
    return answer;
  }

  @Override
  public void close() {
    end.countDown();
    server.close();
  }
}
