package dev.clew.execution.offline;

import com.sun.net.httpserver.HttpServer;
import dev.clew.core.source.SourceFile;
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
import dev.clew.runs.FoundAttempt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A workflow, a service for it, and recordings of its runs.
final class TestRuns implements AutoCloseable {
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
    return Recordings.found(Recordings.record(plan, capture, modes, answers, engine -> {}));
  }
}
