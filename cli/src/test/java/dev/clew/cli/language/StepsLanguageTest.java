package dev.clew.cli.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.clew.cli.verify.TestFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A workflow in a second language runs, is explained, compared and replayed by the same commands:
/// nothing below the plan knows which language it was.
@Timeout(120)
class StepsLanguageTest {
  private static final String WORKFLOW =
      """
      {"name": "order",
       "inputs": ["customer"],
       "steps": [
         {"name": "create", "post": "/orders", "body": {"for": {"$": "input.customer"}},
          "keep": {"id": {"$": "answer.id"}, "gift": {"$": "answer.gift"}}},
         {"name": "wrap", "when": {"$": "create.gift"}, "post": "/wrappings",
          "body": {"order": {"$": "create.id"}}},
         {"name": "pay", "post": "/payments",
          "body": {"order": {"$": "create.id"}, "by": {"$": "input.customer"}},
          "keep": {"paid": {"$": "answer.paid"}}}
       ]}
      """;

  @TempDir private Path folder = Path.of("");
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger paymentStatus = new AtomicInteger(200);
  private final HttpServer server;

  StepsLanguageTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          boolean isPayment = path.equals("/payments");
          int status = isPayment ? paymentStatus.get() : 200;
          String body =
              isPayment
                  ? status == 200 ? "{\"paid\":true}" : "{\"error\":\"card expired\"}"
                  : "{\"id\":\"o-7\",\"gift\":false}";
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length());
          exchange.getResponseBody().write(body.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    Files.writeString(folder.resolve("order.steps.json"), WORKFLOW);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private TestFiles.Ran run(String customer) {
    return TestFiles.clew(
        "run",
        folder.resolve("order.steps.json"),
        "-i",
        "customer=" + customer,
        "--base-url",
        "service=http://127.0.0.1:" + server.getAddress().getPort(),
        "--capture-http",
        "bodies",
        "-o",
        folder.toString());
  }

  private List<Path> ledgers() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".ledger")).sorted().toList();
    }
  }

  @Test
  void run_succeeds_isReplayedByteForByte() throws IOException {
    TestFiles.Ran ran = run("ada");
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    assertThat(asked)
        .containsExactly(
            "/orders {\"for\":\"ada\"}", "/payments {\"order\":\"o-7\",\"by\":\"ada\"}");
    Path ledger = ledgers().getFirst();
    TestFiles.Ran shown = TestFiles.clew("show", ledger);
    assertThat(shown.out()).contains("create", "wrap", "pay", "skipped");
    TestFiles.Ran replayed = TestFiles.clew("replay", ledger, "--offline");
    assertThat(replayed.code()).as(replayed.out() + replayed.err()).isZero();
    assertThat(replayed.out()).startsWith("identical");
    assertThat(asked).hasSize(2);
  }

  @Test
  void run_fails_isExplainedComparedAndGoneOnWith() throws IOException {
    assertThat(run("ada").code()).isZero();
    Path good = ledgers().getFirst();
    paymentStatus.set(402);
    TestFiles.Ran failed = run("bob");
    assertThat(failed.code()).as(failed.out() + failed.err()).isEqualTo(1);
    Path bad = ledgers().stream().filter(one -> !one.equals(good)).findFirst().orElseThrow();
    TestFiles.Ran why = TestFiles.clew("why", bad);
    assertThat(why.out()).contains("pay", "402", "card expired");
    TestFiles.Ran diff = TestFiles.clew("diff", good, bad);
    assertThat(diff.out()).contains("pay", "customer");
    TestFiles.Ran plan = TestFiles.clew("plan", bad);
    assertThat(plan.out()).contains("pay");
    paymentStatus.set(200);
    TestFiles.Ran blocked = TestFiles.clew("replay", bad, "--from", "pay");
    assertThat(blocked.err()).contains("/payments: nobody knows whether it took effect");
    Matcher call = Pattern.compile("call_[0-9a-f]+").matcher(blocked.err());
    assertThat(call.find()).isTrue();
    TestFiles.Ran replayed =
        TestFiles.clew("replay", bad, "--from", "pay", "--accept-effect", call.group());
    assertThat(replayed.code()).as(replayed.out() + replayed.err()).isZero();
    assertThat(asked.getLast()).isEqualTo("/payments {\"order\":\"o-7\",\"by\":\"bob\"}");
    assertThat(asked).filteredOn(one -> one.startsWith("/orders")).hasSize(2);
  }

  @Test
  void run_loopsFilesAndSidePaths_areReplayedByteForByte() throws IOException {
    Files.writeString(folder.resolve("parcel.json"), "{\"to\": {\"$\": \"input.customer\"}}");
    Files.writeString(
        folder.resolve("order.steps.json"),
        """
        {"name": "order",
         "inputs": ["customer"],
         "steps": [
           {"name": "items", "post": "/items", "each": [{"sku": "a"}, {"sku": "b"}],
            "body": {"sku": {"$": "item.sku"}}},
           {"name": "parcel", "after": [], "post": "/parcels", "body_file": "parcel.json"},
           {"name": "send", "after": ["items", "parcel"], "post": "/sendings"}
         ]}
        """);
    TestFiles.Ran ran = run("ada");
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    assertThat(asked)
        .containsExactlyInAnyOrder(
            "/items {\"sku\":\"a\"}",
            "/items {\"sku\":\"b\"}",
            "/parcels {\"to\":\"ada\"}",
            "/sendings ")
        .last()
        .isEqualTo("/sendings ");
    TestFiles.Ran replayed = TestFiles.clew("replay", ledgers().getFirst(), "--offline");
    assertThat(replayed.out()).as(replayed.err()).startsWith("identical");
  }

  @Test
  void check_missingInput_isNoMistake() {
    TestFiles.Ran ran = TestFiles.clew("check", folder.resolve("order.steps.json"));
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out()).contains("inputs that a run needs and that are not given: customer");
  }

  @Test
  void check_nameWithoutADot_isAMistake() throws IOException {
    Path wrong =
        Files.writeString(
            folder.resolve("wrong.steps.json"),
            WORKFLOW.replace("{\"$\": \"create.gift\"}", "{\"$\": \"create\"}"));
    TestFiles.Ran ran = TestFiles.clew("check", wrong);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'create' is no name of a value", "[steps.not-steps]");
  }

  @Test
  void run_withAFileOfInputs_isRefused() throws IOException {
    Path vars = Files.writeString(folder.resolve("order.wfvars"), "customer: eve\n");
    TestFiles.Ran ran =
        TestFiles.clew("run", folder.resolve("order.steps.json"), "--vars", vars.toString());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("workflows of this language have no files of inputs");
  }

  @Test
  void check_noJson_saysWhere() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.steps.json"), "{\"steps\": [}\n");
    TestFiles.Ran ran = TestFiles.clew("check", wrong);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("wrong.steps.json:1:12: ");
  }
}
