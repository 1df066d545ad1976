package dev.clew.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.clew.cli.Main;
import dev.clew.cli.process.Terminal;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.report.terminal.Palette;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `clew check`, `clew run --dry-run` and what a run does before its first request, against a real
/// service.
@Timeout(120)
class CheckCommandTest {
  private static final String CONTRACT =
      """
      openapi: 3.0.0
      paths:
        /accounts:
          post:
            requestBody: {required: true, content: {application/json: {schema: {type: object}}}}
            responses: {"200": {description: ok}}
        /accounts/{id}:
          get: {responses: {"200": {description: ok}}}
      """;

  private static final String WORKFLOW =
      """
      version: "1.0"
      name: onboard
      input:
        - {name: email, type: Text}
        - {name: token, type: Text, secret: true}
      stages:
        - name: create
          kind: Http
          apiRef: svc
          endpoint: /accounts
          httpVerb: POST
          headers: {Authorization: "Bearer {{input.token}}", X-Api-Key: "literal-canary"}
          body: '{"email": "{{input.email}}"}'
          output: {id: "{{response.body.id}}"}
        - name: read
          kind: Http
          apiRef: svc
          runIf: "{{stage:create.output.id}} != null"
          endpoint: /accounts/{{stage:create.output.id}}
          httpVerb: GET
      """;

  @TempDir private Path folder = Path.of("");
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final HttpServer server;

  CheckCommandTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  private record Ran(int code, String out, String err) {
    Json.Obj json() {
      try {
        return (Json.Obj) JsonText.parse(out);
      } catch (JsonText.Malformed e) {
        throw new AssertionError(out + err, e);
      }
    }
  }

  @BeforeEach
  void serve() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(exchange.getRequestMethod() + " " + path);
          byte[] body =
              (path.equals("/openapi.yaml") ? CONTRACT : "{\"id\":\"7\"}").getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(statuses.getOrDefault(path, 200), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    Files.writeString(folder.resolve("a.workflow"), WORKFLOW);
    Files.writeString(
        folder.resolve("api.catalog"),
        """
        - version: "1.0"
          definitions:
            - name: svc
              openApiUrl: /openapi.yaml
              healthCheck: /health
              readiness: {maxRetries: 1, delayMs: 1}
              baseUrl: {local: "%s"}
            - name: unused
              healthCheck: /unused
              openApiUrl: /unused.yaml
              baseUrl: {local: "%s"}
        """
            .formatted(url(), url()));
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private Ran clew(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command, folder.resolve("a.workflow").toString()));
    words.addAll(List.of(more));
    return main(words);
  }

  private static Ran main(List<String> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, false, UTF_8),
            new PrintStream(err, false, UTF_8),
            false,
            Palette.PLAIN);
    int code = new Main(terminal).run(words.toArray(String[]::new));
    return new Ran(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  private void edit(String old, String replacement) throws IOException {
    assertThat(WORKFLOW).contains(old);
    Files.writeString(folder.resolve("a.workflow"), WORKFLOW.replace(old, replacement));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(folder::relativize)
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }

  @Test
  void check_fine_asksOnlyWhatTheWorkflowUsesAndSendsNoRequestOfIt() throws IOException {
    Ran ran = clew("check", "-i", "email=x", "-i", "token=t");
    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.out())
        .contains(
            "✔ health   svc is ready: HTTP 200",
            "✔ contract contract of 'svc' from " + url() + "/openapi.yaml, 2 operations",
            "✔ stages   2 compared with their contracts",
            "nothing is wrong");
    assertThat(asked).containsExactly("GET /health", "GET /openapi.yaml");
    assertThat(files()).containsExactly("a.workflow", "api.catalog", "cache/1.0/svc.json");
  }

  @Test
  void check_missingInputs_doNotHideTheRest() throws IOException {
    edit("endpoint: /accounts\n", "endpoint: /acounts\n");
    Ran ran = clew("check");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains(
            "the contract of 'svc' has no path /acounts; did you mean '/accounts'?"
                + "  [contract.unknown-path]");
    assertThat(ran.out())
        .contains("1 mistake", "inputs that a run needs and that are not given: email, token");
  }

  @Test
  void check_missingInputs_areNoMistakeOfTheWorkflow() throws IOException {
    Ran ran = clew("check");
    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.out())
        .contains(
            "nothing is wrong", "inputs that a run needs and that are not given: email, token");
    Ran dry = clew("run", "--dry-run");
    assertThat(dry.code()).as(dry.toString()).isZero();
    assertThat(dry.out()).contains("1. create  POST svc /accounts");
    assertThat(asked).noneMatch(one -> one.startsWith("POST"));
    edit("endpoint: /accounts\n", "endpoint: /{{input.nobody}}\n");
    Ran wrong = clew("check");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("[template.unknown-input]").doesNotContain("input.missing");
    assertThat(clew("run").err()).contains("[template.unknown-input]", "[input.missing]");
  }

  @Test
  void check_noNetwork_opensNoConnection() {
    Ran first = clew("check", "--no-network", "-i", "email=x", "-i", "token=t");
    assertThat(first.code()).as(first.toString()).isZero();
    assertThat(first.out()).contains("· health   svc was not asked: no network");
    assertThat(first.err()).contains("[contract.not-checked]");
    assertThat(asked).isEmpty();
    clew("check", "-i", "email=x", "-i", "token=t");
    server.stop(0);
    Ran cached = clew("check", "--no-network", "-i", "email=x", "-i", "token=t");
    assertThat(cached.code()).isZero();
    assertThat(cached.out()).contains("2 compared with their contracts");
  }

  @Test
  void check_planJson_isThePlanWithoutLiteralSecrets() {
    Ran ran = clew("check", "--plan", "json", "-i", "email=x", "-i", "token=hunter2hunter2");
    assertThat(ran.code()).isZero();
    Json.Obj workflow = ran.json().object("workflow");
    Json.Obj create = workflow.objects("stages").getFirst();
    assertThat(create.text("method")).isEqualTo("POST");
    assertThat(create.text("api")).isEqualTo("svc");
    assertThat(create.text("expected_statuses")).isEqualTo("2xx");
    assertThat(create.object("headers").text("Authorization")).isEqualTo("Bearer {{input.token}}");
    assertThat(create.list("outputs")).containsExactly(Json.of("id"));
    Json.Obj read = workflow.objects("stages").getLast();
    assertThat(read.text("run_if")).isEqualTo("{{stage:create.output.id}} != null");
    assertThat(read.list("depends_on")).containsExactly(Json.of("create"));
    assertThat(ran.out()).doesNotContain("literal-canary").doesNotContain("hunter2");
  }

  @Test
  void check_json_hasEverything() {
    statuses.put("/health", 503);
    Ran ran = clew("check", "--json");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).isEmpty();
    Json.Obj json = ran.json();
    assertThat(json.flag("ok")).isFalse();
    assertThat(json.objects("diagnostics"))
        .extracting(one -> one.text("id"))
        .containsExactly("dependency.not-ready");
    assertThat(json.list("notes"))
        .contains(Json.of("inputs that a run needs and that are not given: email, token"));
    assertThat(json.objects("preflight").getFirst().list("attempts")).hasSize(2);
    assertThat(json.object("plan").text("environment")).isEqualTo("local");
  }

  @Test
  void run_dryRun_printsThePlanAndSendsNothing() throws IOException {
    Ran ran =
        clew("run", "--dry-run", "--verbose", "--mocked", "-i", "email=x", "-i", "token=t1t1t1t1");
    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.out())
        .contains(
            "1. create  POST svc /accounts  → 2xx",
            "header Authorization: Bearer {{input.token}}",
            "body   {\"email\": \"{{input.email}}\"}",
            "if     {{stage:create.output.id}} != null");
    assertThat(asked).containsExactly("GET /health", "GET /openapi.yaml");
    assertThat(files()).doesNotContain("output");
  }

  @Test
  void run_dependencyNotReady_sendsNothingAndIsExplainedByItsLedger() throws IOException {
    statuses.put("/health", 500);
    edit(", X-Api-Key: \"literal-canary\"", "");
    Ran ran = clew("run", "-i", "email=x", "-i", "token=t");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("BLOCKER  svc is not ready").contains("HTTP 500, expected 2xx");
    assertThat(asked).containsExactly("GET /health", "GET /health", "GET /openapi.yaml");
    Ran again = replayedOffline();
    assertThat(again.code()).as(again.toString()).isZero();
  }

  @Test
  void run_readyDependency_replaysOfflineIdentically() throws IOException {
    edit(", X-Api-Key: \"literal-canary\"", "");
    assertThat(clew("run", "-i", "email=x", "-i", "token=t", "--capture-http", "bodies").code())
        .isZero();
    server.stop(0);
    Ran again = replayedOffline();
    assertThat(again.code()).as(again.toString()).isZero();
  }

  private Ran replayedOffline() throws IOException {
    return main(List.of("replay", ledger().toString(), "--offline"));
  }

  private Path ledger() throws IOException {
    for (String file : files()) {
      if (file.endsWith(".workflow.ledger")) {
        return folder.resolve(file);
      }
    }
    throw new AssertionError("no ledger in " + files());
  }

  @Test
  void run_contractMistake_sendsNothing() throws IOException {
    edit("httpVerb: GET", "httpVerb: DELETE");
    Ran ran = clew("run", "-i", "email=x", "-i", "token=t");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("[contract.unknown-verb]", "clew: nothing was sent; 1 mistake in the definition");
    assertThat(files()).noneMatch(file -> file.endsWith(".ledger"));
  }

  private static final String BROKEN_BODY =
      "a.workflow:13:11: the body of stage 'create' breaks POST /accounts of 'svc': array found,"
          + " object expected"
          + " (svc#/paths/~1accounts/post/requestBody/content/application~1json/schema/type) "
          + " [contract.body]";

  @Test
  void check_bodyThatBreaksTheContract_isRefusedAlsoByTheRunAndFromTheCache() throws IOException {
    edit("body: '{\"email\": \"{{input.email}}\"}'", "body: '[\"{{input.email}}\"]'");
    Ran check = clew("check", "-i", "email=x", "-i", "token=t");
    assertThat(check.code()).as(check.toString()).isEqualTo(2);
    assertThat(check.err()).contains(BROKEN_BODY);
    assertThat(check.out()).contains("✖ stages   2 compared with their contracts", "1 mistake");
    assertThat(clew("check", "--no-network", "-i", "email=x", "-i", "token=t").err())
        .contains(BROKEN_BODY);
    asked.clear();
    Ran run = clew("run", "-i", "email=x", "-i", "token=t");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(BROKEN_BODY, "clew: nothing was sent; 1 mistake");
    assertThat(asked).containsExactly("GET /health");
  }

  @Test
  void check_bodyFileThatBreaksTheContract_isNamedAtItsPlace() throws IOException {
    edit("body: '{\"email\": \"{{input.email}}\"}'", "bodyFile: body.json");
    Files.writeString(folder.resolve("body.json"), "[1]");
    Ran check = clew("check", "-i", "email=x", "-i", "token=t");
    assertThat(check.code()).as(check.toString()).isEqualTo(2);
    assertThat(check.err()).contains(BROKEN_BODY.replace("a.workflow:13:11", "body.json:1:1"));
  }

  @Test
  void run_secretOfACommand_isInNoFileAndAgainWithoutIt() throws IOException {
    Ran ran =
        clew("run", "-i", "email=x", "--secret", "token=cmd:printf canary-%s 42", "--no-summary");
    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(asked).contains("POST /accounts", "GET /accounts/7");
    assertThat(ran.out()).doesNotContain("BLOCKER", "ledger", "canary-42");
    for (String file : files()) {
      assertThat(
              Files.readString(folder.resolve(file), java.nio.charset.StandardCharsets.ISO_8859_1))
          .as(file)
          .doesNotContain("canary-42");
    }
    asked.clear();
    Ran again = main(List.of("retry", ledger().toString()));
    assertThat(again.code()).as(again.toString()).isZero();
    assertThat(asked).contains("POST /accounts");
  }

  /// What the command of a secret says is text of others like any other.
  @Test
  void run_secretOfACommandThatFails_isToldWithItsEscapesVisible() throws IOException {
    Ran ran =
        clew(
            "run",
            "-i",
            "email=x",
            "--secret",
            "token=cmd:sh -c \"printf 'no\\033[2J\\tkey' >&2; exit 7\"");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("the command sh ended with 7 and said: no␛[2J key; nothing was sent");
    assertThat(asked).isEmpty();
  }

  @Test
  void run_config_setsWhatTheCommandLineDoesNot() throws IOException {
    Files.writeString(
        folder.resolve("workflows.config"),
        """
        reporting: {format: none, captureHttp: none}
        openTelemetry: {endpoint: http://h}
        secretProviders:
          - plugin: command
            config: {secrets: {token: printf canary-43}}
        """);
    Ran check = clew("check", "-i", "email=x");
    assertThat(check.out()).contains("not used by clew: openTelemetry.endpoint");
    Ran ran = clew("run", "-i", "email=x");
    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(files()).noneMatch(file -> file.contains("report"));
    assertThat(clew("run", "-i", "email=x", "--report-format", "json").code()).isZero();
    assertThat(files()).anyMatch(file -> file.endsWith(".report.json"));
  }

  @Test
  void run_brokenConfig_sendsNothing() throws IOException {
    Files.writeString(folder.resolve("workflows.config"), "reportng: {}");
    Ran ran = clew("run", "-i", "email=x", "-i", "token=t");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("workflows.config:1:1: unknown key 'reportng'");
    assertThat(asked).isEmpty();
  }
}
