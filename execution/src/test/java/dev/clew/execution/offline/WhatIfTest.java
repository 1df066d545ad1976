package dev.clew.execution.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.clew.core.Refusal;
import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.digest.MerkleRoot;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.document.LedgerFacts;
import dev.clew.engine.Capture;
import dev.clew.engine.Engine;
import dev.clew.engine.OutputSink;
import dev.clew.engine.RunSettings;
import dev.clew.engine.Sources;
import dev.clew.engine.http.HttpLimits;
import dev.clew.redaction.SecretRedactor;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.RunFiles;
import dev.clew.runs.RunSource;
import dev.clew.workflow.input.Supplied;
import dev.clew.workflow.plan.Plan;
import dev.clew.workflow.plan.PlanRequest;
import dev.clew.workflow.plan.Planner;
import dev.clew.workflow.plan.Planning;
import dev.clew.workflow.scope.EnvironmentVariables;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.source.WorkflowFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhatIfTest {
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

  @TempDir private Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server;
  private @Nullable FoundAttempt recording;

  WhatIfTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
  }

  @BeforeEach
  void serve() {
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
    recording = record(Capture.BODIES);
    assertThat(recorded().attempt().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(requests.getAndSet(0)).isEqualTo(6);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    assertThat(requests.get()).as("what was sent while it was tried").isZero();
  }

  private FoundAttempt recorded() {
    return Objects.requireNonNull(recording);
  }

  private FoundAttempt record(Capture capture) {
    Planning planning =
        Planner.plan(
            new PlanRequest(
                new SourceFile("trial.workflow", WORKFLOW),
                null,
                "test",
                Map.of("svc", "http://127.0.0.1:" + server.getAddress().getPort()),
                Map.of(
                    "email", new Supplied.Text("ada@example.com", "test"),
                    "items", new Supplied.Text("[1,2,3]", "test")),
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
            new RunSettings(capture, false, true, limits, "seed", true, Json.EMPTY_OBJECT),
            recorder,
            redactor,
            Sources.live(limits, System::nanoTime, InstantSource.system()))
        .run(
            plan,
            new Engine.Identity(new ExecutionKey(Digest.sha256(new byte[0])), "0".repeat(32)),
            OutputSink.NONE);
    List<Digest> digests = new ArrayList<>();
    ledger.rows().forEach(row -> digests.add(row.eventDigest()));
    RunSource.Contents contents =
        new RunSource.Contents(
            ledger.rows(),
            new LedgerFacts(ID, ledger.size(), MerkleRoot.of(digests), ledger.head(), null, null),
            RunView.Writer.ABSENT);
    RunView view = contents.view();
    return new FoundAttempt(
        new RunFiles.Found(new LedgerSource(Path.of("x")), contents, view, List.of()),
        view.attempt(),
        false);
  }

  private WhatIf tried(Map<String, String> inputs, Map<String, String> answers) {
    return WhatIf.of(recorded(), Supposition.of(inputs, answers), null);
  }

  private static StageView stage(WhatIf whatIf, String path) {
    for (StageView stage : whatIf.contents().view().attempt().stages()) {
      if (stage.path().toString().equals(path)) {
        return stage;
      }
    }
    throw new AssertionError("no stage " + path);
  }

  @Test
  void nothingIsOther_theRowsComeOutAsTheyWere() {
    WhatIf whatIf = tried(Map.of("email", "ada@example.com"), Map.of());
    assertThat(whatIf.contents().rows())
        .extracting(row -> row.event().kind() + " " + row.event().path())
        .isEqualTo(
            recorded().found().contents().rows().stream()
                .map(row -> row.event().kind() + " " + row.event().path())
                .toList());
    assertThat(whatIf.answered()).isEqualTo(6);
    assertThat(whatIf.others()).isEmpty();
    assertThat(whatIf.contents().view().created().text("execution_key"))
        .isEqualTo(recorded().found().view().created().text("execution_key"));
  }

  @Test
  void input_isOther_isAnsweredFromTheRecordingAndSaid() {
    WhatIf whatIf = tried(Map.of("EMAIL", "bob@example.com"), Map.of());
    assertThat(whatIf.contents().view().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(whatIf.answered()).isEqualTo(6);
    assertThat(whatIf.others())
        .containsExactly(
            new Drift("create", 1, "body/email", "ada@example.com", "bob@example.com"));
    assertThat(whatIf.contents().view().created().text("execution_key"))
        .isNotEqualTo(recorded().found().view().created().text("execution_key"));
  }

  @Test
  void input_isReadAsItsTypeSays() {
    WhatIf whatIf = tried(Map.of("items", "[1,2]"), Map.of());
    assertThat(whatIf.contents().view().attempt().stages())
        .extracting(stage -> stage.path().toString())
        .contains("each[1]")
        .doesNotContain("each[2]");
    WhatIf more = tried(Map.of("items", "[1,2,3,4]"), Map.of());
    assertThat(more.notRecorded())
        .extracting(WhatIf.NotRecorded::stage)
        .containsExactly("each[3]");
    assertThatThrownBy(() -> tried(Map.of("items", "no list"), Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("items");
  }

  @Test
  void answer_aStatus_hasTheRecordedBodyAndDecidesWhatFollows() {
    WhatIf whatIf = tried(Map.of(), Map.of("create", "500"));
    assertThat(whatIf.contents().view().status()).isEqualTo(RunStatus.FAILED);
    assertThat(stage(whatIf, "create").status()).isEqualTo(StageStatus.FAILED);
    assertThat(stage(whatIf, "last").status()).isEqualTo(StageStatus.NOT_REACHED);
    assertThat(whatIf.supposed()).isEqualTo(1);
    assertThat(whatIf.answered()).isZero();
    assertThat(whatIf.contents().rows())
        .anySatisfy(row -> {
          assertThat(row.event().attributes().whole("http_status")).isEqualTo(500);
          assertThat(Objects.requireNonNull(row.payload()).text()).isEqualTo("{\"plan\":\"free\"}");
        });
  }

  /// Every try is answered so, those too that were not made then; and no wait is waited.
  @Test
  void answer_toAStageThatIsTriedAgain_isThatOfEachTry() {
    WhatIf whatIf = tried(Map.of(), Map.of("poll", "503"));
    assertThat(whatIf.supposed()).isEqualTo(3);
    assertThat(stage(whatIf, "poll").status()).isEqualTo(StageStatus.FAILED);
    assertThat(whatIf.notRecorded()).isEmpty();
  }

  @Test
  void answer_aFile_takesABranchThatWasNotRecorded() throws IOException {
    Path gold = Files.writeString(folder.resolve("gold.json"), "{\"plan\":\"gold\"}");
    WhatIf whatIf = tried(Map.of(), Map.of("create", gold.toString()));
    assertThat(whatIf.notRecorded())
        .containsExactly(
            new WhatIf.NotRecorded(
                "premium", "GET was not sent then, so the recording has no answer to it"));
    assertThat(stage(whatIf, "premium").status()).isEqualTo(StageStatus.FAILED);
    WhatIf both = tried(Map.of(), Map.of("create", gold.toString(), "premium", "200"));
    assertThat(both.notRecorded()).isEmpty();
    assertThat(both.contents().view().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(stage(both, "premium").status()).isEqualTo(StageStatus.SUCCEEDED);
  }

  @Test
  void answer_toOneItem_isNotThatOfTheOthers() {
    WhatIf one = tried(Map.of(), Map.of("each[1]", "404"));
    assertThat(one.supposed()).isEqualTo(1);
    assertThat(stage(one, "each[0]").status()).isEqualTo(StageStatus.SUCCEEDED);
    assertThat(stage(one, "each[1]").status()).isEqualTo(StageStatus.FAILED);
    WhatIf all = tried(Map.of(), Map.of("each", "201", "each[1]", "202"));
    assertThat(all.supposed()).isEqualTo(3);
    assertThat(all.unused()).isEmpty();
  }

  @Test
  void answer_thatNoCallAsksFor_isSaid() {
    assertThat(tried(Map.of(), Map.of("premium", "500")).unused()).containsExactly("premium");
  }

  @Test
  void unknownNames_areRefusedWithASuggestion() {
    assertThatThrownBy(() -> tried(Map.of("emial", "x"), Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessage("the run has no input 'emial'; did you mean 'email'?");
    assertThatThrownBy(() -> tried(Map.of(), Map.of("crate", "500")))
        .isInstanceOf(Refusal.class)
        .hasMessage("the run has no stage 'crate'; did you mean 'create'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "600", "1000", "0"})
  void answer_aNumberThatIsNoStatus_isRefused(String number) {
    assertThatThrownBy(() -> tried(Map.of(), Map.of("create", number)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is no HTTP status");
  }

  @Test
  void recordingWithoutBodies_blocksWhereOneIsNeeded() {
    recording = record(Capture.HEADERS);
    requests.set(0);
    WhatIf whatIf = tried(Map.of("email", "bob@example.com"), Map.of());
    assertThat(whatIf.isBlocked()).isTrue();
    assertThat(whatIf.obstacles().getFirst().code()).isEqualTo("body_not_captured");
  }
}
