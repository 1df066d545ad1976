package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.server.webhook.Webhook;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server that tells a receiver, over real HTTP, of runs that failed or are stuck.
class WebhookTest {
  private static final String SECRET = "a secret of the tests, long enough";
  private static final String FAILED =
      """
      {"run_id":"r 1","kind":"run_created","ts":"2026-04-23T13:00:00Z","attributes":{"name":"nightly"}}
      {"run_id":"r 1","kind":"stage_started","stage":"upload","try":1,"ts":"2026-04-23T13:00:02Z"}
      {"run_id":"r 1","kind":"stage_failed","stage":"upload","try":1,"ts":"2026-04-23T13:00:05Z",
       "summary":"answered 402","attributes":{"error":{"code":"http_402","message":"answered 402"}}}
      {"run_id":"r 1","kind":"run_finished","ts":"2026-04-23T13:00:06Z","attributes":{"status":"failed"}}
      """;
  private static final String RUNNING =
      """
      {"run_id":"r2","kind":"run_created","ts":"2026-04-23T13:00:00Z","attributes":{"name":"slow"}}
      {"run_id":"r2","kind":"run_started","ts":"2026-04-23T13:00:00Z"}
      {"run_id":"r2","kind":"stage_started","stage":"render","try":1,"ts":"2026-04-23T13:00:00Z"}
      """;

  /// What came to the receiver.
  private record Told(String path, String id, String timestamp, String signature, String body) {
    Json.Obj json() {
      try {
        return (Json.Obj) JsonText.parse(body);
      } catch (JsonText.Malformed e) {
        throw new AssertionError(e);
      }
    }
  }

  private final List<Told> told = new CopyOnWriteArrayList<>();

  /// The status of an answer, by how many came before.
  private volatile IntUnaryOperator answers = before -> 204;

  private HttpServer receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::take);
    receiver.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      int status = answers.applyAsInt(told.size());
      told.add(
          new Told(
              exchange.getRequestURI().toString(),
              header(exchange, "webhook-id"),
              header(exchange, "webhook-timestamp"),
              header(exchange, "webhook-signature"),
              body));
      exchange.getResponseHeaders().set("location", "/elsewhere");
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Objects.requireNonNull(exchange.getRequestHeaders().getFirst(name), name);
  }

  @AfterEach
  void close() {
    receiver.stop(0);
  }

  private ServerOptions options() {
    URI url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?to=clew");
    return ServerOptions.DEFAULT.telling(
        new Webhook(url, List.of("127.0.0.1"), SECRET, "https://clew.example"));
  }

  private static void await(String what, BooleanSupplier isSo) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!isSo.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(20);
    }
  }

  private static void awaitCounted(TestServer server, String result, int count)
      throws InterruptedException {
    String sample = "clew_webhook_messages_total{result=\"" + result + "\"} " + count + "\n";
    await(sample, () -> server.get("/metrics").text().contains(sample));
  }

  private static String signature(Told one) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    mac.update((one.id() + "." + one.timestamp() + ".").getBytes(UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(one.body().getBytes(UTF_8)));
  }

  @Test
  void lostRun_isToldOnce_andAgainWhenItIsLostAgain() throws Exception {
    try (TestServer server = TestServer.start(options())) {
      server.post(RUNNING);
      server.post(
          "{\"run_id\":\"r2\",\"kind\":\"run_lost\",\"attributes\":{\"reason\":\"silent\"}}");
      awaitCounted(server, "delivered", 1);
      server.post("{\"run_id\":\"r2\",\"kind\":\"heartbeat\"}");
      server.awaitExamined();
      server.post("{\"run_id\":\"r2\",\"kind\":\"run_lost\",\"ts\":\"2026-04-23T13:10:00Z\"}");
      awaitCounted(server, "delivered", 2);

      assertThat(told).extracting(Told::id).doesNotHaveDuplicates();
      Json.Obj body = told.getFirst().json();
      assertThat(body.text("type")).isEqualTo("run.lost");
      assertThat(body.text("failure")).isEqualTo("lost");
      assertThat(body.text("headline")).startsWith("its lease ran out");
      assertThat(body.text("timestamp")).startsWith("2026-04-23T13:00:00");
    }
  }

  @Test
  void failedRun_isToldOnce_signed() throws Exception {
    try (TestServer server = TestServer.start(options())) {
      server.post(FAILED);
      server.awaitExamined();
      awaitCounted(server, "delivered", 1);
      server.post("{\"run_id\":\"r 1\",\"kind\":\"log\",\"summary\":\"late\"}");
      server.awaitExamined();
      server.post(FAILED.replace("r 1", "r9"));
      awaitCounted(server, "delivered", 2);

      assertThat(told).hasSize(2);
      Told first = told.getFirst();
      assertThat(first.path()).isEqualTo("/hook?to=clew");
      assertThat(first.timestamp()).isEqualTo("" + TestServer.BEGIN.getEpochSecond());
      assertThat(first.signature()).isEqualTo(signature(first));
      assertThat(first.json())
          .isEqualTo(
              Json.object()
                  .put("type", "run.failed")
                  .put("timestamp", "2026-04-23T13:00:06Z")
                  .put("run_id", "r 1")
                  .put("namespace", "default")
                  .put("name", "nightly")
                  .put("status", "failed")
                  .put("headline", "upload: answered 402")
                  .put("failure", "http_402")
                  .put("url", "https://clew.example/runs/r%201?namespace=default")
                  .build());
      Path page = Path.of(System.getProperty("clew.root", "..")).resolve("docs/operations.md");
      assertThat(Files.readString(page)).contains(told.get(1).body());
    }
  }

  @Test
  void stuckRun_isTold_againWhenItIsStuckAgain() throws Exception {
    try (TestServer server = TestServer.start(options())) {
      server.post(RUNNING);
      server.awaitExamined();
      server.passes(300);
      awaitCounted(server, "delivered", 1);
      server.post("{\"run_id\":\"r2\",\"kind\":\"log\",\"summary\":\"still here\"}");
      server.awaitExamined();
      server.passes(300);
      awaitCounted(server, "delivered", 2);

      assertThat(told).extracting(one -> one.json().text("type")).containsOnly("run.stuck");
      assertThat(told).extracting(Told::id).doesNotHaveDuplicates();
      assertThat(told.getFirst().json().text("headline")).isEqualTo("no event for 5m00s");
      assertThat(told.getFirst().json().text("timestamp")).isEqualTo("2026-04-23T13:05:00Z");
    }
  }

  @Test
  void receiverThatIsBusy_isToldAgain_withTheSameId() throws Exception {
    answers = before -> before == 0 ? 503 : 200;
    try (TestServer server = TestServer.start(options())) {
      server.post(FAILED);
      awaitCounted(server, "delivered", 1);
      awaitCounted(server, "retried", 1);

      assertThat(told).hasSize(2).extracting(Told::id).containsOnly(told.getFirst().id());
    }
  }

  @Test
  void redirect_isNotFollowed() throws Exception {
    answers = before -> before == 0 ? 307 : 200;
    try (TestServer server = TestServer.start(options())) {
      server.post(FAILED);
      awaitCounted(server, "delivered", 1);

      assertThat(told).extracting(Told::path).containsOnly("/hook?to=clew").hasSize(2);
    }
  }

  @Test
  void restart_sendsWhatWasNotDelivered_andNothingTwice() throws Exception {
    RunStore store = TestServer.memory(() -> TestServer.BEGIN);
    answers = before -> 503;
    try (TestServer server = TestServer.over(store, options())) {
      server.post(FAILED);
      await("a first try", () -> !told.isEmpty());
      server.server().close();
    }
    String id = told.getFirst().id();
    told.clear();
    answers = before -> 200;
    try (TestServer server = TestServer.over(store, options())) {
      awaitCounted(server, "delivered", 1);
      await("its outcome is written down", () -> rows(store, "webhook_delivered") == 1);
      server.server().close();
    }
    try (TestServer server = TestServer.over(store, options())) {
      server.post(FAILED.replace("r 1", "r9"));
      awaitCounted(server, "delivered", 1);
    }

    assertThat(told).extracting(one -> one.json().text("run_id")).containsExactly("r 1", "r9");
    assertThat(told.getFirst().id()).isEqualTo(id);
  }

  private static long rows(RunStore store, String kind) {
    return store
        .ledger(new RunKey(RunKey.SERVER_NAMESPACE, "webhook-2026-04"))
        .orElseThrow()
        .rows(0, 100)
        .stream()
        .filter(row -> row.event().kind().equals(kind))
        .count();
  }

  @Test
  void severalServers_ofOneStore_tellOnce() throws Exception {
    RunStore store = TestServer.memory(() -> TestServer.BEGIN);
    try (TestServer one = TestServer.over(store, options());
        TestServer other = TestServer.over(store, options())) {
      for (int run = 0; run < 20; run++) {
        (run % 2 == 0 ? one : other).post(FAILED.replace("r 1", "r" + run));
      }
      one.awaitExamined();
      await("all are told", () -> rows(store, "webhook_delivered") == 20);

      assertThat(rows(store, "webhook_queued")).isEqualTo(20);
      assertThat(told).extracting(Told::id).hasSize(20).doesNotHaveDuplicates();
    }
  }

  @Test
  void runThatFailedLongAgo_isHistory() throws Exception {
    try (TestServer server = TestServer.start(options())) {
      server.post(FAILED.replace("2026-04-23", "2026-04-21"));
      server.awaitExamined();
      server.post(FAILED.replace("r 1", "r9"));
      awaitCounted(server, "delivered", 1);

      assertThat(told).extracting(one -> one.json().text("run_id")).containsExactly("r9");
    }
  }
}
