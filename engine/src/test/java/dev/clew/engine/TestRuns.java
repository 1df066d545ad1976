package dev.clew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.Vocabulary;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageView;
import dev.clew.core.run.ToolCallView;
import dev.clew.core.source.SourceFile;
import dev.clew.core.trace.TraceContext;
import dev.clew.engine.context.OutputSink;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.context.RunSources;
import dev.clew.engine.evidence.Capture;
import dev.clew.engine.http.HttpLimits;
import dev.clew.engine.preflight.Preflight;
import dev.clew.languagesih.SihLanguage;
import dev.clew.plan.Plan;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.redaction.SecretRedactor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Runs workflows with the real redactor over real connections. All that differs between tests is
/// set here.
public final class TestRuns {
  static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  static final LedgerId LEDGER = new LedgerId("default", "run_test", "ledger_test");

  private final String workflow;
  private final Map<String, String> urls = new LinkedHashMap<>();
  private @Nullable String catalog;
  private final Map<String, Supplied> inputs = new LinkedHashMap<>();
  private final AtomicLong millis = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  final MemoryLedger memory = new MemoryLedger(LEDGER, this::now);
  private Ledger ledger = memory;
  private Redactor redactor = new SecretRedactor();
  private Capture capture = Capture.HEADERS;
  private HttpLimits limits =
      new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), 32 << 20, false);
  private boolean followRedirects = true;
  private String seed = "seed";
  private OutputSink sink = OutputSink.NONE;
  private RunSettings.Modes modes = RunSettings.Modes.NONE;
  private @Nullable Plan plan;
  private @Nullable Duration limit;
  private UnaryOperator<RunSources> sources = live -> live;
  private Preflight preflight = Preflight.NONE;

  private TestRuns(String workflow) {
    this.workflow = workflow;
  }

  public static TestRuns of(Plan plan) {
    TestRuns runs = new TestRuns("");
    runs.plan = plan;
    return runs;
  }

  TestRuns limit(Duration most) {
    limit = most;
    return this;
  }

  TestRuns modes(RunSettings.Modes asked) {
    modes = asked;
    return this;
  }

  TestRuns sources(UnaryOperator<RunSources> changed) {
    sources = changed;
    return this;
  }

  /// What came of a run.
  public record Ran(RunStatus status, List<Row> rows, RunView view) {
    public StageView stage(String path) {
      for (StageView stage : view.attempt().stages()) {
        if (stage.path().toString().equals(path)) {
          return stage;
        }
      }
      throw new AssertionError("no stage " + path);
    }

    Json output(String stage, String name) {
      return OutcomeTest.value(stage(stage).outputs(), name);
    }

    List<ToolCallView> calls() {
      return view.attempt().toolCalls();
    }

    ToolCallView call() {
      assertThat(calls()).hasSize(1);
      return calls().getFirst();
    }

    public Json.Obj ended() {
      return Objects.requireNonNull(call().ended()).attributes();
    }

    String errorCode(String stage) {
      SaidError error = stage(stage).error();
      assertThat(error).as("the error of " + stage).isNotNull();
      return Objects.requireNonNull(error).code();
    }

    String errorMessage(String stage) {
      return Objects.requireNonNull(stage(stage).error()).message();
    }

    public List<Row> rows(Kind kind) {
      List<Row> found = new ArrayList<>();
      for (Row row : rows) {
        if (row.event().is(kind)) {
          found.add(row);
        }
      }
      return found;
    }

    public Event event(Kind kind) {
      assertThat(rows(kind)).as(kind.wire()).hasSize(1);
      return rows(kind).getFirst().event();
    }

    /// Everything that was written, as text.
    public String written() {
      StringBuilder all = new StringBuilder();
      for (Row row : rows) {
        all.append(dev.clew.core.ledger.RowJson.write(row)).append('\n');
        if (row.payload() != null) {
          all.append(new String(row.payload().bytes(), StandardCharsets.UTF_8)).append('\n');
        }
      }
      return all.toString();
    }
  }

  /// A run of stages that call the API `service`.
  public static TestRuns of(TestServer server, String workflow) {
    return of(server.url(), workflow);
  }

  /// Of a workflow that calls nothing.
  public static TestRuns of(String workflow) {
    return new TestRuns(workflow);
  }

  public static TestRuns of(String url, String workflow) {
    TestRuns runs = new TestRuns(workflow);
    runs.urls.put("service", url);
    return runs;
  }

  /// A workflow of one stage `call` with these lines.
  static String one(String... lines) {
    return workflow(stage("call", lines));
  }

  public static String workflow(String... stages) {
    return "version: \"1.0\"\nname: test\nstages:\n" + String.join("", stages);
  }

  public static String stage(String name, String... lines) {
    StringBuilder out = new StringBuilder();
    out.append("  - name: ").append(name).append("\n    kind: Endpoint\n    apiRef: service\n");
    boolean hasEndpoint = false;
    boolean hasVerb = false;
    for (String line : lines) {
      out.append("    ").append(line).append('\n');
      hasEndpoint |= line.startsWith("endpoint:");
      hasVerb |= line.startsWith("httpVerb:");
    }
    out.append(hasEndpoint ? "" : "    endpoint: /" + name + "\n");
    out.append(hasVerb ? "" : "    httpVerb: GET\n");
    return out.toString();
  }

  /// What says where the APIs are, in the place of the URL that was given.
  TestRuns catalog(String yaml) {
    catalog = yaml;
    urls.clear();
    return this;
  }

  TestRuns input(String name, String value) {
    inputs.put(name, new Supplied.Text(value, "--input " + name));
    return this;
  }

  TestRuns api(String name, String url) {
    urls.put(name, url);
    return this;
  }

  public TestRuns capture(Capture wanted) {
    capture = wanted;
    return this;
  }

  TestRuns connectTimeout(Duration timeout) {
    limits = new HttpLimits(timeout, limits.requestTimeout(), limits.responseBytes(), false);
    return this;
  }

  TestRuns requestTimeout(Duration timeout) {
    limits = new HttpLimits(limits.connectTimeout(), timeout, limits.responseBytes(), false);
    return this;
  }

  TestRuns followsNoRedirects() {
    followRedirects = false;
    return this;
  }

  TestRuns seed(String text) {
    seed = text;
    return this;
  }

  TestRuns ledger(Ledger other) {
    ledger = other;
    return this;
  }

  TestRuns redactor(Redactor other) {
    redactor = other;
    return this;
  }

  TestRuns preflight(Preflight found) {
    preflight = found;
    return this;
  }

  TestRuns sink(OutputSink other) {
    sink = other;
    return this;
  }

  /// A clock that goes on by a millisecond with every reading.
  private Instant now() {
    return Instant.parse("2026-11-22T13:00:00Z").plusMillis(millis.incrementAndGet());
  }

  Engine engine() {
    Recorder recorder =
        new Recorder(
            ledger,
            redactor,
            this::now,
            new Recorder.Producer("att_test", "clew-run", 1, "pid-1", TRACE_ID));
    RunSettings settings =
        new RunSettings(capture, false, followRedirects, limits, seed, true, Json.EMPTY_OBJECT)
            .with(modes)
            .within(limit);
    return new Engine(
        settings,
        recorder,
        redactor,
        sources.apply(
            RunSources.live(limits, () -> nanos.addAndGet(1_000_000), InstantSource.system())));
  }

  public Ran run() {
    return run(engine());
  }

  public Ran run(Engine engine) {
    RunStatus status = execute(engine);
    List<Row> rows = memory.rows();
    // What the engine writes is declared, and so documented.
    for (Row row : rows) {
      assertThat(Vocabulary.unknown(row.event()))
          .as(row.event().kind())
          .isEqualTo(Json.EMPTY_OBJECT);
    }
    return new Ran(status, rows, RunView.of(rows, RunView.Writer.ABSENT));
  }

  /// For a ledger that is not in memory.
  RunStatus execute() {
    return execute(engine());
  }

  private RunStatus execute(Engine engine) {
    ExecutionKey key = new ExecutionKey(Digest.sha256(new byte[0]));
    return engine.run(
        plan(), new Engine.Identity(key, TraceContext.begun(TRACE_ID)), sink, () -> {}, preflight);
  }

  private Plan plan() {
    return plan == null ? planned() : plan;
  }

  private Plan planned() {
    Planning planning =
        new SihLanguage()
            .read(new SourceFile("test.workflow", workflow), Set::of)
            .plan(
                new PlanRequest(
                    catalog == null ? null : new SourceFile("api.catalog", catalog),
                    "test",
                    urls,
                    inputs,
                    EnvironmentVariables.NONE));
    return switch (planning) {
      case Planning.Ready ready -> ready.plan();
      case Planning.Refused refused ->
          throw new AssertionError(
              refused.diagnostics().stream().map(d -> d.render()).toList().toString());
    };
  }
}
