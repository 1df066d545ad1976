package dev.clew.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Unredacted;
import dev.clew.document.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant NOW = Instant.parse("2026-11-30T03:00:00Z");
  private static final LedgerId ID = new LedgerId("default", "run_1", "ledger_1");

  private final MemoryLedger ledger = new MemoryLedger(ID, () -> NOW);
  private final List<Json.Obj> received = Collections.synchronizedList(new ArrayList<>());

  /// The statuses of the next answers; all others are 200.
  private final Deque<Integer> statuses = new ArrayDeque<>();

  private @Nullable String problemBody;
  private @Nullable String token;
  private HttpServer server;

  PushTest() throws IOException {
    server = server(0);
  }

  private HttpServer server(int port) throws IOException {
    HttpServer made =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    made.createContext("/api/v1/events", this::answer);
    return made;
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private ServerAddress target() {
    return ServerAddress.parse(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/",
        new Credentials(token, false, null));
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
    assertThat(exchange.getRequestHeaders().getFirst("Content-Type"))
        .isEqualTo("application/x-ndjson");
    Integer status;
    synchronized (statuses) {
      status = statuses.poll();
    }
    List<Json> results = new ArrayList<>();
    if (status == null) {
      if (token != null) {
        assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
            .isEqualTo("Bearer " + token);
      }
      for (String line : new String(body, StandardCharsets.UTF_8).lines().toList()) {
        Json.Obj event = object(line);
        received.add(event);
        boolean isOver = event.text("summary", "").startsWith("over");
        results.add(
            Json.object()
                .put("status", isOver ? "rejected" : "stored")
                .put("message", isOver ? "event.bytes = 9 and it has 10" : null)
                .build());
      }
    }
    String answer =
        status == null
            ? JsonWriter.compact(Json.object().put("results", results).build())
            : String.valueOf(problemBody);
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status == null ? 200 : status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static Json.Obj object(String line) {
    try {
      return (Json.Obj) JsonText.parse(line);
    } catch (JsonText.Malformed e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private void append(int number, String summary, @Nullable Payload payload) {
    Event event =
        Event.of(
                new Event.Identity("evt_" + number, "default", "run_1", "att_1", "test", 1, number),
                Timestamp.of(NOW),
                "log")
            .summary(summary)
            .build();
    ledger.append(new Unredacted().redact(event, payload));
  }

  private void fill(int from, int to) {
    for (int number = from; number < to; number++) {
      append(number, "event " + number, null);
    }
  }

  private List<String> ids() {
    return received.stream().map(event -> event.text("event_id", "")).toList();
  }

  private static List<String> ids(int to) {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < to; number++) {
      ids.add("evt_" + number);
    }
    return ids;
  }

  private void awaitReceived(int count) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (received.size() < count) {
      assertThat(Instant.now()).as(received.size() + " of " + count + " by").isBefore(end);
      Thread.sleep(10);
    }
  }

  @Test
  void begin_rowsThatAreThereAndThatCome_areSentInOrder() throws Exception {
    fill(0, 2_500);
    Push push = Push.begin(RowSource.of(ledger), target());
    awaitReceived(2_500);
    fill(2_500, 2_600);
    awaitReceived(2_600);
    fill(2_600, 2_700);

    assertThat(push.finish(PATIENCE)).isEqualTo(new Push.Outcome(2_700, 0, 0, null));
    assertThat(ids()).isEqualTo(ids(2_700));
  }

  @Test
  void begin_payloads_areSentBesideTheirEvents() {
    append(0, "text", Payload.of("the body\n\"€\""));
    append(1, "bytes", Payload.of(new byte[] {0, -1}));

    Push.begin(RowSource.of(ledger), target()).finish(PATIENCE);

    assertThat(received.get(0).text("raw")).isEqualTo("the body\n\"€\"");
    assertThat(received.get(1).text("raw_base64")).isEqualTo("AP8=");
    Json.Obj sent = received.get(1);
    assertThat(EventJson.read(sent)).isEqualTo(ledger.rows().get(1).event());
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503, 507})
  void begin_serverThatCannotNow_isAskedAgain(int status) {
    statuses.add(status);
    statuses.add(status);
    fill(0, 3);

    Push push = Push.begin(RowSource.of(ledger), target());

    assertThat(push.finish(PATIENCE)).isEqualTo(new Push.Outcome(3, 0, 0, null));
    assertThat(ids()).isEqualTo(ids(3));
  }

  @Test
  void begin_serverThatRefuses_isNotAskedAgain() {
    statuses.add(401);
    problemBody = "{\"title\":\"Unauthorized\",\"detail\":\"the token is not known\"}";
    fill(0, 3);

    Push push = Push.begin(RowSource.of(ledger), target());

    assertThat(push.finish(PATIENCE))
        .isEqualTo(new Push.Outcome(0, 3, 0, "401 the token is not known"));
    assertThat(received).isEmpty();
  }

  @Test
  void begin_serverThatComesBack_hasEverything() throws Exception {
    int port = server.getAddress().getPort();
    ServerAddress target = target();
    fill(0, 5);
    Push push = Push.begin(RowSource.of(ledger), target);
    awaitReceived(5);
    server.stop(0);
    fill(5, 10);
    Thread.sleep(500);
    server = server(port);
    server.start();

    assertThat(push.finish(PATIENCE)).isEqualTo(new Push.Outcome(10, 0, 0, null));
    assertThat(ids()).isEqualTo(ids(10));
  }

  @Test
  void finish_noServer_saysWhatIsUnsentWhenItsTimeIsOver() {
    ServerAddress target = target();
    server.stop(0);
    fill(0, 4);

    Push.Outcome outcome = Push.begin(RowSource.of(ledger), target).finish(Duration.ofMillis(300));

    assertThat(outcome.unsent()).isEqualTo(4);
    assertThat(outcome.problem()).contains("Connection refused");
  }

  @Test
  void begin_rowsThatAreOverALimit_areCounted() {
    append(0, "fine", null);
    append(1, "over", null);
    append(2, "over too", null);

    assertThat(Push.begin(RowSource.of(ledger.rows()), target()).finish(PATIENCE))
        .isEqualTo(new Push.Outcome(1, 0, 2, "event.bytes = 9 and it has 10"));
  }

  @Test
  void begin_token_isSent() {
    token = "clew_secret";
    fill(0, 1);

    assertThat(Push.begin(RowSource.of(ledger), target()).finish(PATIENCE).sent()).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:7373",
        "ftp://host",
        "http://",
        "http://user:secret@host",
        "http://host?x=1",
        "http://a b",
        ""
      })
  void parse_whatIsNoServer_isRefused(String text) {
    assertThatThrownBy(() -> ServerAddress.parse(text, Credentials.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://clew.example",
        "http://10.0.0.7:7373",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "HTTP://clew.example"
      })
  void parse_aTokenThatOthersCouldRead_isRefused(String text) {
    Credentials careful = new Credentials("clew_x", false, null);
    Credentials careless = new Credentials("clew_x", true, null);

    assertThatThrownBy(() -> ServerAddress.parse(text, careful))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CLEW_INSECURE=1")
        .hasMessageNotContaining("clew_x");
    assertThat(ServerAddress.parse(text, careless).credentials().token()).isEqualTo("clew_x");
    assertThat(ServerAddress.parse(text, Credentials.NONE).credentials().token()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://clew.example",
        "http://localhost:7373",
        "http://127.0.0.9",
        "http://[::1]:7373"
      })
  void parse_aTokenThatNobodyCanRead_isTaken(String text) {
    Credentials credentials = new Credentials("clew_x", false, null);

    assertThat(ServerAddress.parse(text, credentials).credentials().token()).isEqualTo("clew_x");
  }

  @Test
  void page_isWhereTheRunIs() {
    assertThat(ServerAddress.parse("https://clew.example/team/", Credentials.NONE).page("run 1/ä"))
        .hasToString("https://clew.example/team/runs/run%201%2F%C3%A4");
  }
}
