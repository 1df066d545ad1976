package dev.clew.execution.offline;

import com.sun.net.httpserver.HttpServer;
import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.digest.MerkleRoot;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.run.RunView;
import dev.clew.core.source.SourceFile;
import dev.clew.document.LedgerFacts;
import dev.clew.engine.Engine;
import dev.clew.engine.context.OutputSink;
import dev.clew.engine.context.RecordedAnswers;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.context.RunSources;
import dev.clew.engine.evidence.Capture;
import dev.clew.engine.http.HttpLimits;
import dev.clew.languagesih.SihLanguage;
import dev.clew.plan.Plan;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.source.WorkflowFiles;
import dev.clew.redaction.SecretRedactor;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.RunFiles;
import dev.clew.runs.RunSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A workflow, a service for it, and recordings of its runs.
final class TestRuns implements AutoCloseable {
  private static final LedgerId ID = new LedgerId("default", "run_what_if", "ledger_what_if");

  private static final String WORKFLOW =
      """
      version: "1.0"
      name: trial
      references: { apis: [{ name: svc, definition: svc }] }
      input:
        - { name: email, type: Text }
        - { name: items, type: Array }
      stages:
        - name: create
          kind: Endpoint
          apiRef: svc
          endpoint: /create
          httpVerb: POST
          body: '{"email":"{{input.email}}"}'
          output: { plan: "{{response.body.plan}}" }
        - name: poll
          kind: Endpoint
          apiRef: svc
          endpoint: /poll
          httpVerb: GET
          retry: { httpStatus: [503], maxRetries: 2, delayMs: 60000 }
        - name: premium
          kind: Endpoint
          apiRef: svc
          endpoint: /premium
          httpVerb: GET
          runIf: "{{stage:create.output.plan}} == 'gold'"
        - name: each
          kind: Endpoint
          apiRef: svc
          endpoint: /each/{{context:item}}
          httpVerb: GET
          forEach: "{{input.items}}"
        - name: last
          kind: Endpoint
          apiRef: svc
          endpoint: /last
          httpVerb: GET
      """;

  final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server;

  TestRuns() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          byte[] body = "{\"plan\":\"free\"}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  FoundAttempt record(Capture capture) {
    return record(capture, "[1,2,3]", RunSettings.Modes.NONE, RecordedAnswers.NONE);
  }

  FoundAttempt record(
      Capture capture, String items, RunSettings.Modes modes, RecordedAnswers answers) {
    Planning planning =
        new SihLanguage()
            .read(new SourceFile("trial.workflow", WORKFLOW), Set::of)
            .plan(
                new PlanRequest(
                    null,
                    "test",
                    Map.of("svc", "http://127.0.0.1:" + server.getAddress().getPort()),
                    Map.of(
                        "email", new Supplied.Text("ada@example.com", "test"),
                        "items", new Supplied.Text(items, "test")),
                    EnvironmentVariables.NONE,
                    WorkflowFiles.none()));
    Plan plan = ((Planning.Ready) planning).plan();
    MemoryLedger ledger = new MemoryLedger(ID, InstantSource.system());
    SecretRedactor redactor = new SecretRedactor();
    Recorder recorder =
        new Recorder(
            ledger,
            redactor,
            InstantSource.system(),
            new Recorder.Producer("att_1", "clew-run", 1, "pid-1", "0".repeat(32)));
    HttpLimits limits =
        new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 20, false);
    new Engine(
            new RunSettings(capture, false, true, limits, "seed", true, Json.EMPTY_OBJECT)
                .with(modes),
            recorder,
            redactor,
            RunSources.live(limits, System::nanoTime, InstantSource.system()).with(answers))
        .run(
            plan,
            new Engine.Identity(new ExecutionKey(Digest.sha256(new byte[0])), "0".repeat(32)),
            OutputSink.NONE);
    List<Digest> digests = new ArrayList<>();
    ledger.rows().forEach(row -> digests.add(row.eventDigest()));
    RunSource.Contents contents =
        new RunSource.Contents(
            ledger.rows(),
            new LedgerFacts(
                ID,
                ledger.head().size(),
                MerkleRoot.of(digests),
                ledger.head().chain(),
                null,
                null),
            RunView.Writer.ABSENT);
    RunView view = contents.view();
    return new FoundAttempt(
        new RunFiles.Found(new LedgerSource(Path.of("x")), contents, view, List.of()),
        view.attempt(),
        false);
  }
}
