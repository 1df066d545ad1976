package dev.clew.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.client.FakeServer.Refusal;
import dev.clew.client.delivery.Endpoint;
import dev.clew.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The way to the server, when it is away, busy, or refuses.
class DeliveryTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir private Path spool;

  private final FakeServer server = new FakeServer();
  private final List<String> warnings = new ArrayList<>();
  private final Logger logger = Logger.getLogger("dev.clew.client");
  private final Handler listener =
      new Handler() {
        @Override
        public synchronized void publish(LogRecord record) {
          warnings.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(listener);
  }

  @AfterEach
  void close() {
    logger.removeHandler(listener);
    server.close();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(spool)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private List<String> logged() {
    return server.events("log").stream().map(event -> event.text("summary")).toList();
  }

  private static List<String> lines(int from, int to) {
    List<String> lines = new ArrayList<>();
    for (int number = from; number < to; number++) {
      lines.add("line " + number);
    }
    return lines;
  }

  private static void log(Run run, int from, int to) {
    lines(from, to).forEach(run::log);
  }

  @Test
  void close_serverHasAll_leavesNothingBehind() throws IOException {
    try (ClewClient clew = server.client(spool).open()) {
      try (Run run = clew.run("job").start()) {
        log(run, 0, 5_000);
      }
      assertThat(logged()).isEqualTo(lines(0, 5_000));
    }

    assertThat(files()).isEmpty();
  }

  @Test
  void spool_isNobodyElses() throws IOException {
    server.stop();
    try (ClewClient clew = server.client(spool.resolve("a/b")).closeWait(SHORT).open()) {
      clew.run("job").start().close();
    }

    assertThat(files()).hasSizeGreaterThan(1);
    for (Path file : files()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void run_serverAwayAtFirst_isDeliveredWhenItComes() throws InterruptedException {
    server.stop();
    try (ClewClient clew = server.client(spool).open()) {
      try (Run run = clew.run("job").start()) {
        log(run, 0, 100);
        FakeServer.await("a warning", () -> said("events wait in the spool"));
        server.startAgain();
      }
      assertThat(logged()).isEqualTo(lines(0, 100));
    }
  }

  private boolean said(String words) {
    synchronized (listener) {
      return warnings.stream().anyMatch(warning -> warning.contains(words));
    }
  }

  @Test
  void run_serverAwayToItsEnd_isDeliveredByTheNextClient() throws IOException {
    server.stop();
    try (ClewClient clew = server.client(spool).closeWait(SHORT).open();
        Run run = clew.run("job").start()) {
      log(run, 0, 3_000);
    }
    assertThat(files()).isNotEmpty();
    server.startAgain();

    try (ClewClient next = server.client(spool).open()) {
      assertThat(next.flush(FakeServer.PATIENCE)).isTrue();
    }
    assertThat(logged()).isEqualTo(lines(0, 3_000));
    assertThat(server.kinds()).startsWith("run_created", "run_started").endsWith("run_finished");
    assertThat(files()).isEmpty();
  }

  @Test
  void spool_ofAnotherServer_isLeftAlone() throws IOException {
    server.stop();
    try (ClewClient clew = server.client(spool).closeWait(SHORT).open()) {
      clew.run("job").start().close();
    }

    try (FakeServer other = new FakeServer();
        ClewClient next = other.client(spool).open()) {
      assertThat(next.flush(FakeServer.PATIENCE)).isTrue();
      assertThat(other.events()).isEmpty();
    }
    assertThat(files()).isNotEmpty();
  }

  @Test
  void spool_thatCannotBeRead_keepsNothingElseBack() throws IOException {
    try (ClewClient clew = server.client(spool).open()) {
      clew.run("job").start().close();
      Path ofServer;
      try (Stream<Path> all = Files.list(spool)) {
        ofServer = all.findFirst().orElseThrow();
      }
      Path strange = Files.createDirectories(ofServer.resolve("left-strange"));
      Files.writeString(strange.resolve("lock"), "");
      Files.createDirectories(strange.resolve("00000000.events"));
      assertThat(clew.flush(FakeServer.PATIENCE)).isTrue();
      clew.run("job").start().close();
    }

    assertThat(server.events("run_finished")).hasSize(2);
  }

  @Test
  void spool_tornLine_isPassedOver() throws IOException {
    server.stop();
    try (ClewClient clew = server.client(spool).closeWait(SHORT).open()) {
      clew.run("job").start().close();
    }
    Path segment =
        files().stream().filter(f -> f.toString().endsWith(".events")).findFirst().orElseThrow();
    String whole = Files.readString(segment);
    Files.writeString(segment, whole + whole.substring(0, 40));
    server.startAgain();

    try (ClewClient next = server.client(spool).open()) {
      assertThat(next.flush(FakeServer.PATIENCE)).isTrue();
    }
    assertThat(server.kinds()).containsExactly("run_created", "run_started", "run_finished");
    assertThat(files()).isEmpty();
  }

  @Test
  void open_folderThatCannotBeMade_sendsAllTheSame() throws IOException {
    Path noFolder = Files.writeString(spool.resolve("file"), "");

    try (ClewClient clew = server.client(noFolder).open()) {
      clew.run("job").start().close();
    }
    assertThat(server.kinds()).containsExactly("run_created", "run_started", "run_finished");
    assertThat(said("what waits when this program ends is found by nobody")).isTrue();
  }

  @Test
  void open_environmentThatMakesNoSense_doesNothing() {
    try (ClewClient off =
        new ClientBuilder(Map.of("CLEW_SERVER", server.url(), "XDG_STATE_HOME", "\0")).open()) {
      off.run("job").start().close();
    }

    assertThat(said("nothing is recorded")).isTrue();
  }

  @Test
  void warning_ofAServer_isOneLineOfALimitedLength() {
    server.rule(
        events -> new Refusal(500, "text/plain", "a\nforged\n" + "x".repeat(900), Map.of()));

    try (ClewClient clew = server.client(spool).closeWait(SHORT).open()) {
      clew.run("job").start().close();
    }
    assertThat(warnings).singleElement().asString().hasSizeLessThan(400).doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 408, 429, 500, 503, 507})
  void send_serverThatCannotNow_isAskedAgain(int status) {
    AtomicInteger asked = new AtomicInteger();
    server.rule(events -> asked.getAndIncrement() < 2 ? Refusal.of(status, "busy") : null);

    try (ClewClient clew = server.client(spool).open()) {
      clew.run("job").start().close();
    }
    assertThat(server.kinds()).containsExactly("run_created", "run_started", "run_finished");
    assertThat(server.events().stream().map(e -> e.text("event_id")).distinct()).hasSize(3);
  }

  @Test
  void send_retryAfter_isHonoured() {
    server.rule(events -> Refusal.of(429, "quota").with("Retry-After", "3600"));

    try (ClewClient clew = server.client(spool).closeWait(Duration.ofSeconds(2)).open()) {
      try (Run run = clew.run("job").start()) {
        log(run, 0, 10);
      }
      try (Run run = clew.run("job").start()) {
        log(run, 0, 10);
      }
    }
    assertThat(server.sizes()).hasSize(1);
  }

  @Test
  void send_badEventInABatch_isGivenUpAlone() {
    server.rule(events ->
        events.stream().anyMatch(e -> e.text("summary", "").equals("line 321"))
            ? Refusal.of(400, "event.member")
            : null);

    try (ClewClient clew = server.client(spool).open();
        Run run = clew.run("job").start()) {
      log(run, 0, 900);
    }
    List<String> others = lines(0, 900);
    others.remove(321);
    assertThat(logged()).isEqualTo(others);
    assertThat(said("an event was given up")).isTrue();
  }

  @Test
  void send_tooMuchAtOnce_isHalved() {
    server.rule(events -> events.size() > 100 ? Refusal.of(413, "batch.items") : null);

    try (ClewClient clew = server.client(spool).open();
        Run run = clew.run("job").start()) {
      log(run, 0, 900);
    }
    assertThat(logged()).isEqualTo(lines(0, 900));
  }

  @Test
  void send_refusedByWhatIsNoServerOfClew_isKept() throws IOException {
    server.rule(events -> new Refusal(400, "text/html", "<html>", Map.of()));

    try (ClewClient clew = server.client(spool).closeWait(SHORT).open()) {
      clew.run("job").start().close();
    }
    server.rule(events -> null);
    try (ClewClient next = server.client(spool).open()) {
      assertThat(next.flush(FakeServer.PATIENCE)).isTrue();
    }
    assertThat(server.kinds()).containsExactly("run_created", "run_started", "run_finished");
  }

  @Test
  void token_isInNoText() {
    assertThat(Endpoint.of("http://127.0.0.1:1/", "clew_t1")).hasToString("http://127.0.0.1:1");
  }

  @Test
  void token_isSent() {
    try (ClewClient clew = server.client(spool).token("clew_t1").open()) {
      clew.run("job").start().close();
    }

    assertThat(server.tokens()).isNotEmpty().containsOnly("Bearer clew_t1");
  }

  @Test
  void token_overPlainHttpToAnotherMachine_isNotSentAndSaidOnce() throws IOException {
    ClientBuilder builder =
        new ClientBuilder(Map.of("CLEW_SERVER", "http://clew.invalid:1", "CLEW_TOKEN", "clew_t1"))
            .spool(spool)
            .closeWait(SHORT);
    try (ClewClient clew = builder.open()) {
      clew.run("job").start().close();
      clew.run("job").start().close();
    }

    assertThat(warnings).hasSize(1);
    assertThat(warnings.getFirst()).contains("a token is not sent over plain HTTP");
    assertThat(files()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:1",
        "http://127.0.0.1",
        "http://[::1]:7",
        "https://clew.example"
      })
  void token_whereNobodyListens_isFine(String address) {
    assertThat(Endpoint.of(address, "t").showsToken()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1.example", "http://localhost.example", "HTTP://10.0.0.1"})
  void token_whereSomebodyMayListen_isNot(String address) {
    assertThat(Endpoint.of(address, "t").showsToken()).isTrue();
  }

  @Test
  void spool_full_losesDetailFirstAndSaysSo() {
    server.stop();
    int tries = 2_000;
    try (ClewClient clew = server.client(spool).spoolBytes(200_000).closeWait(SHORT).open()) {
      Run run = clew.run("job").start();
      for (int number = 0; number < tries; number++) {
        run.log("line " + number);
      }
      run.stage("save").close();
      run.close();
    }
    server.startAgain();
    try (ClewClient next = server.client(spool).open()) {
      assertThat(next.flush(FakeServer.PATIENCE)).isTrue();
    }

    assertThat(server.kinds()).contains("stage_completed").endsWith("run_finished");
    List<Json.Obj> losses =
        server.events("log").stream().filter(e -> e.object("attributes").has("dropped")).toList();
    long lost = losses.stream().mapToLong(e -> e.object("attributes").whole("dropped")).sum();
    long stored = logged().stream().filter(line -> line.startsWith("line ")).count();
    assertThat(lost).isPositive();
    assertThat(stored + lost).isEqualTo(tries);
    assertThat(said("the spool is full")).isTrue();
    // Each of them has had its number, so the ledger has a gap too.
    assertThat(server.event("run_finished").whole("seq")).isGreaterThan(tries);
  }
}
