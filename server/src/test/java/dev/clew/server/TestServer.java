package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.digest.Hmac;
import dev.clew.core.dossier.NextAction;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.replay.ActionWords;
import dev.clew.core.replay.ReplayAsk;
import dev.clew.document.JsonText;
import dev.clew.redaction.SecretRedactor;
import dev.clew.store.MemoryRunStore;
import dev.clew.store.RunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A server on a free port over a store in memory, with a clock that the test moves, and a client
/// that knows no more than HTTP.
final class TestServer implements AutoCloseable {
  static final Instant BEGIN = Instant.parse("2026-04-23T13:00:00Z");

  private static final Hmac IDS = new Hmac("a key of the tests".getBytes(UTF_8));

  private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
  private final ClewServer server;
  private final RunStore store;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(ServerOptions options, @Nullable RunStore other) {
    store = other == null ? memory(now::get) : other;
    server =
        ClewServer.start(
            options.at(options.listening().host(), 0),
            new ClewServer.Parts(store, new Words(), SecretRedactor::new, now::get, IDS));
  }

  static ClewServer.Parts parts(RunStore store) {
    return new ClewServer.Parts(store, new Words(), SecretRedactor::new, () -> BEGIN, IDS);
  }

  static TestServer start() {
    return new TestServer(ServerOptions.DEFAULT, null);
  }

  static TestServer start(ServerOptions options) {
    return new TestServer(options, null);
  }

  static TestServer over(RunStore store) {
    return new TestServer(ServerOptions.DEFAULT, store);
  }

  static TestServer over(RunStore store, ServerOptions options) {
    return new TestServer(options, store);
  }

  static RunStore memory(InstantSource clock) {
    return new MemoryRunStore(
        clock, run -> new LedgerId(run.namespace(), run.runId(), "ledger_" + run.runId()));
  }

  /// What can be done, in no words of any surface.
  private static final class Words implements ActionWords {
    @Override
    public String action(NextAction action) {
      return action.getClass().getSimpleName();
    }

    @Override
    public String plan(String run, ReplayAsk ask) {
      return "plan " + run;
    }
  }

  record Answer(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    String text() {
      return new String(response.body(), UTF_8);
    }

    @Nullable String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    Json.Obj json() {
      try {
        return (Json.Obj) JsonText.parse(response.body());
      } catch (JsonText.Malformed e) {
        throw new AssertionError("no JSON: " + status() + " " + text(), e);
      }
    }

    /// What became of the first event.
    Json.Obj result() {
      return results().getFirst();
    }

    List<Json.Obj> results() {
      return json().objects("results");
    }
  }

  ClewServer server() {
    return server;
  }

  RunStore store() {
    return store;
  }

  String url() {
    return server.url();
  }

  /// A connection on which a test says what no client would.
  Socket socket() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(15_000);
    return socket;
  }

  void passes(long seconds) {
    now.updateAndGet(before -> before.plusSeconds(seconds));
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  Answer post(String body, String... headers) {
    return post(body.getBytes(UTF_8), headers);
  }

  Answer post(byte[] body, String... headers) {
    return send(request("/api/v1/events", headers).POST(BodyPublishers.ofByteArray(body)));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(client.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Until somebody has looked at the newest row of every run.
  void awaitExamined() {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!store.unexamined(1).isEmpty()) {
      assertThat(System.nanoTime()).as("all runs are examined by").isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  HttpClient client() {
    return client;
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
    for (int at = 0; at < headers.length; at += 2) {
      request.header(headers[at], headers[at + 1]);
    }
    return request;
  }

  /// Does not wait for the two seconds in which the event loops settle.
  @Override
  public void close() {
    Thread.ofVirtual().start(server::close);
    client.shutdownNow();
  }
}
