package dev.clew.execution.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.TestWords;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.core.source.SourceFile;
import dev.clew.engine.Engine;
import dev.clew.engine.context.RecordedAnswers;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.evidence.Capture;
import dev.clew.languagesih.SihLanguage;
import dev.clew.plan.Plan;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.source.WorkflowFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Runs with all that makes an order of their own are played back byte for byte.
class LanguagePlaybackTest {
  private static final String CHILD =
      """
      version: "1.0"
      name: login
      references: { apis: [{ name: svc, definition: svc }] }
      input:
        - { name: user, type: Text }
        - name: word
          type: Text
          secret: true
      stages:
        - name: token
          kind: Endpoint
          apiRef: svc
          endpoint: /token/{{input.user}}
          httpVerb: POST
          body: '{"p":"{{input.word}}"}'
          output: { ticket: "{{response.body.token}}" }
          secretOutputs:
            - ticket
      endStage:
        output: { ticket: "{{stage:token.output.ticket}}" }
        context: { session: "s-{{input.user}}" }
      """;

  private static final String PARENT =
      """
      version: "1.0"
      name: language
      output: true
      references:
        workflows: [{ name: login, path: ./login.workflow }]
        environmentFile: ./test.env
        apis: [{ name: svc, definition: svc }]
      input:
        - { name: items, type: Array }
        - name: word
          type: Text
          secret: true
      initStage:
        variables:
          - { name: id, type: Ulid }
          - name: nonce
            type: Guid
            secret: true
        context: { channel: api }
      stages:
        - name: login
          kind: Workflow
          workflowRef: login
          forEach: "{{input.items}}"
          maxParallel: 5
          inputs: { user: "{{context:item.n}}", word: "{{input.word}}-{{context:index}}" }
        - name: poll
          kind: Endpoint
          apiRef: svc
          endpoint: /poll
          httpVerb: GET
          headers: { X-Nonce: "{{global:nonce}}", X-At: "{{system:datetime.utcnow}}", X-Region: "{{env:region}}", X-Key: "{{env:API_TOKEN}}" }
          retry: { httpStatus: [503], maxRetries: 3, delayMs: 5, jitter: true }
          circuitBreaker: { failureThreshold: 3, breakMs: 1000 }
        - name: check
          kind: Endpoint
          apiRef: svc
          endpoint: /check/{{rand:number(1, 9)}}
          httpVerb: GET
          expectedStatuses: [200]
          onStatus: { 202: { jumpTo: poll } }
        - name: push
          kind: Endpoint
          apiRef: svc
          endpoint: /push/{{context:item.n}}
          httpVerb: POST
          forEach: "{{input.items}}"
          maxParallel: 4
          expectedStatuses: [200, 201]
          retry: { httpStatus: [503], maxRetries: 2, delayMs: 3 }
          body: '{"nonce":"{{global:nonce}}","ticket":"{{stage:login.output.ticket}}","r":"{{rand:guid()}}"}'
          output: { id: "{{response.body.id}}" }
          assertions: [{ actual: "{{stage:push.output.id}}", operator: notEmpty }]
      endStage:
        output: { pushed: "{{stage:push.output.foreach_count}}", id: "{{global:id}}" }
      """;

  private static final String ENVIRONMENT =
      """
      # a comment with comment-canary
      REGION = north
      export API_TOKEN="token-canary-71c3"
      NOT_USED=unused-canary-{{env:REGION}}
      """;

  private static final String NESTED =
      """
      version: "1.0"
      name: nested
      references:
        workflows: [{ name: login, path: ./login.workflow }]
        apis: [{ name: svc, definition: svc }]
      input: [{ name: items, type: Array }, { name: word, type: Text, secret: true }]
      stages:
        - name: login
          kind: Workflow
          workflowRef: login
          inputs: { user: ada, word: "{{input.word}}" }
        - name: skipped
          kind: Workflow
          workflowRef: login
          runIf: "1 == 2"
          inputs: { user: ada, word: "{{input.word}}" }
        - name: each
          kind: Workflow
          workflowRef: login
          forEach: "{{input.items}}"
          inputs: { user: ada, word: "{{input.word}}" }
      """;

  private static final String GRAPH =
      """
      version: "1.0"
      name: graph
      references: { apis: [{ name: svc, definition: svc }] }
      input: [{ name: items, type: Array }, { name: word, type: Text }]
      stages:
        - { name: a, kind: Endpoint, apiRef: svc, endpoint: /a, httpVerb: GET, dependsOn: [] }
        - { name: b, kind: Endpoint, apiRef: svc, endpoint: /b, httpVerb: GET, dependsOn: [] }
        - { name: c, kind: Endpoint, apiRef: svc, endpoint: /c, httpVerb: GET, dependsOn: [] }
        - { name: bad, kind: Endpoint, apiRef: svc, endpoint: /bad, httpVerb: GET, dependsOn: [a] }
        - { name: ab, kind: Endpoint, apiRef: svc, endpoint: /ab, httpVerb: GET, dependsOn: [a, b] }
        - { name: abc, kind: Endpoint, apiRef: svc, endpoint: /abc, httpVerb: GET, dependsOn: [ab, c] }
      """;

  private final Map<String, AtomicInteger> visits = new ConcurrentHashMap<>();
  private HttpServer server;
  private volatile boolean breaks;

  LanguagePlaybackTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
  }

  @BeforeEach
  void serve() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          exchange.getRequestBody().readAllBytes();
          int visit = visits.computeIfAbsent(path, any -> new AtomicInteger()).incrementAndGet();
          int all =
              visits
                  .computeIfAbsent(path.substring(0, 4), any -> new AtomicInteger())
                  .incrementAndGet();
          int status = 200;
          if (path.equals("/poll")) {
            status = visit == 1 ? 503 : 200;
          } else if (path.startsWith("/check")) {
            status = all < 3 ? 202 : 200;
          } else if (path.startsWith("/push")) {
            status = breaks && path.endsWith("/7") ? 500 : visit == 1 ? 503 : 201;
          } else if (path.equals("/bad")) {
            status = 500;
          }
          sleep(path.hashCode());
          byte[] body =
              ("{\"id\":\"i" + path + "\",\"token\":\"hidden-" + path + "-end\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /// So that items end in another order than they began.
  private static void sleep(int hash) {
    try {
      Thread.sleep(Math.floorMod(hash, 7));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Plan plan(String workflow) {
    StringBuilder items = new StringBuilder("[");
    for (int at = 0; at < 40; at++) {
      items.append(at == 0 ? "" : ",").append("{\"n\":\"").append(at).append("\"}");
    }
    WorkflowFiles files =
        (from, path) ->
            new WorkflowFiles.Read.Text(
                path.endsWith(".env")
                    ? new SourceFile("test.env", ENVIRONMENT)
                    : new SourceFile("login.workflow", CHILD));
    Planning planning =
        new SihLanguage()
            .read(new SourceFile("language.workflow", workflow), Set::of)
            .plan(
                new PlanRequest(
                    null,
                    "test",
                    Map.of("svc", "http://127.0.0.1:" + server.getAddress().getPort()),
                    Map.of(
                        "items", new Supplied.Text(items.append("]").toString(), "test"),
                        "word", new Supplied.Text("correct-horse", "test")),
                    EnvironmentVariables.NONE,
                    files));
    return switch (planning) {
      case Planning.Ready ready -> ready.plan();
      case Planning.Refused refused ->
          throw new AssertionError(
              refused.diagnostics().stream().map(d -> d.render()).toList().toString());
    };
  }

  private final AtomicReference<Engine> engine = new AtomicReference<>();

  private MemoryLedger record(String workflow) {
    return Recordings.record(
        plan(workflow), Capture.BODIES, RunSettings.Modes.NONE, RecordedAnswers.NONE, engine::set);
  }

  private static void assertIdentical(MemoryLedger ledger) {
    Verification verification = Verification.of(Recordings.found(ledger), null, TestWords.WORDS);
    assertThat(ledger.rows())
        .filteredOn(row -> row.event().is(Kind.CONFIG_CAPTURED))
        .allSatisfy(row -> assertThat(row.event().attributes().objects("redactions")).isEmpty());
    assertThat(verification.drifts()).isEmpty();
    assertThat(verification.obstacles()).isEmpty();
    assertThat(verification.isIdentical()).isTrue();
  }

  @Test
  void playback_childrenParallelLoopsRetriesAndJumps_isIdentical() {
    MemoryLedger ledger = record(PARENT);
    RunView view = RunView.of(ledger.rows(), RunView.Writer.ABSENT);
    assertThat(view.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(view.attempt().stages())
        .extracting(stage -> stage.path().toString())
        .contains("login[3]/token", "push[39]", "poll~2", "check~2");
    assertThat(view.attempt().toolCalls().size()).isGreaterThan(40 + 80 + 4);
    assertIdentical(ledger);
  }

  @Test
  void record_environmentFile_isCapturedByNameAndKeysAndPlaysBack() {
    MemoryLedger ledger = record(PARENT);
    StringBuilder written = new StringBuilder();
    Json.Obj captured = Json.EMPTY_OBJECT;
    for (Row row : ledger.rows()) {
      written.append(EventJson.write(row.event()));
      Payload payload = row.payload();
      String text = payload == null ? null : payload.text();
      written.append(text == null ? "" : text);
      if (row.event().attributes().text("role", "").equals("environment_file")) {
        captured = row.event().attributes();
        assertThat(payload).isNull();
      }
    }
    assertThat(captured.text("name")).isEqualTo("test.env");
    assertThat(captured.members().keySet()).containsExactlyInAnyOrder("role", "name", "keys");
    assertThat(captured.list("keys"))
        .containsExactly(Json.of("REGION"), Json.of("API_TOKEN"), Json.of("NOT_USED"));
    assertThat(written.toString()).contains("north").doesNotContain("canary");
    assertIdentical(ledger);
  }

  @Test
  void playback_childrenOfStages_arePlannedWithTheirPaths() {
    MemoryLedger ledger = record(NESTED);
    assertThat(ledger.rows())
        .filteredOn(row -> row.event().is(Kind.STAGE_PLANNED))
        .extracting(row -> String.valueOf(row.event().path()))
        .containsExactly("login", "login/token", "skipped", "skipped/token", "each");
    StageView never =
        Objects.requireNonNull(
            RunView.of(ledger.rows(), RunView.Writer.ABSENT)
                .attempt()
                .stage(StagePath.parse("skipped/token")));
    assertThat(never.status()).isEqualTo(StageStatus.NOT_REACHED);
    assertThat(never.reason()).isEqualTo("skipped ended without its workflow");
    assertIdentical(ledger);
  }

  @Test
  void playback_anItemFails_isIdentical() {
    breaks = true;
    MemoryLedger ledger = record(PARENT);
    RunView view = RunView.of(ledger.rows(), RunView.Writer.ABSENT);
    assertThat(view.status()).isEqualTo(RunStatus.FAILED);
    assertIdentical(ledger);
  }

  @RepeatedTest(5)
  void playback_stagesAtOnceAndOneFails_isIdentical() {
    MemoryLedger ledger = record(GRAPH);
    assertThat(RunView.of(ledger.rows(), RunView.Writer.ABSENT).status())
        .isEqualTo(RunStatus.FAILED);
    assertIdentical(ledger);
  }

  @Test
  void playback_cancelledWithinAParallelLoop_isIdentical() throws InterruptedException {
    MemoryLedger[] ledger = new MemoryLedger[1];
    Thread running = Thread.ofVirtual().start(() -> ledger[0] = record(PARENT));
    while (visits.getOrDefault("/tok", new AtomicInteger()).get() < 12) {
      Thread.sleep(1);
    }
    engine.get().cancel();
    running.join();
    assertThat(ledger[0].rows().getLast().event().is(Kind.RUN_CANCELLED)).isTrue();
    assertIdentical(ledger[0]);
  }
}
