import com.sun.management.OperatingSystemMXBean;
import dev.clew.core.trace.TraceContext;
import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.run.RunStatus;
import dev.clew.engine.evidence.Capture;
import dev.clew.engine.Engine;
import dev.clew.engine.context.OutputSink;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.context.RunSources;
import dev.clew.engine.http.HttpLimits;
import dev.clew.redaction.SecretRedactor;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.Plan;
import dev.clew.plan.language.PlanRequest;
import dev.clew.languagesih.SihLanguage;
import dev.clew.plan.language.Planning;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.source.SourceFile;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/// Parallel loops against a server that takes 20 ms for an answer: `bench/loops`.
final class LoopBench {
  private static final long ANSWER_MILLIS = 20;

  /// Arguments: the port of a LoopServer, items, how many at once, how often. The first loop finds the
  /// engine cold.
  public static void main(String[] arguments) {
    String url = "http://127.0.0.1:" + arguments[0];
    for (int round = 0; round < Integer.parseInt(arguments[3]); round++) {
      loop(url, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), round == 0 ? "cold" : "warm");
    }
    System.exit(0);
  }

  private static void loop(String url, int items, int parallel, String state) {
    MemoryLedger ledger =
        new MemoryLedger(new LedgerId("default", "run_bench", "ledger_bench"), InstantSource.system());
    SecretRedactor redactor = new SecretRedactor();
    Recorder recorder =
        new Recorder(
            ledger,
            redactor,
            InstantSource.system(),
            new Recorder.Producer("att_1", "clew-run", 1, null, null));
    HttpLimits limits =
        new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 20, false);
    Engine engine =
        new Engine(
            new RunSettings(
                Capture.HEADERS, false, true, limits, "seed", true, Json.EMPTY_OBJECT),
            recorder,
            redactor,
            RunSources.live(limits, System::nanoTime, InstantSource.system()));
    Plan plan = plan(url, items, parallel);
    long before = heap();
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    RunStatus status =
        engine.run(
            plan,
            new Engine.Identity(new ExecutionKey(Digest.sha256(new byte[0])), TraceContext.begun("0".repeat(32))),
            OutputSink.NONE);
    double millis = (System.nanoTime() - start) / 1e6;
    double cpuMillis = (system.getProcessCpuTime() - cpu) / 1e6;
    double ideal = ANSWER_MILLIS * Math.ceil(items / (double) parallel);
    long held = heap() - before;
    System.out.printf(
        "%,6d items, %2d at once, %s: %s in %,6.0f ms, ideal %,5.0f ms, %.2f x; CPU %.2f ms an item;"
            + " %,d rows; held %.1f kB an item%n",
        items, parallel, state, status, millis, ideal, millis / ideal, cpuMillis / items,
        ledger.head().size(), held / 1_000.0 / items);
  }

  /// After a collection; the rows of the ledger are a part of it, as they are of a report.
  private static long heap() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static Plan plan(String url, int items, int parallel) {
    StringBuilder list = new StringBuilder("[");
    for (int at = 0; at < items; at++) {
      list.append(at == 0 ? "" : ",").append(at);
    }
    String workflow =
        """
        version: "1.0"
        name: loops
        references:
          apis:
            - { name: svc, definition: svc }
        input:
          - { name: items, type: Array }
        stages:
          - name: push
            kind: Endpoint
            apiRef: svc
            endpoint: /push/{{context:item}}
            httpVerb: GET
            forEach: "{{input.items}}"
            maxParallel: %d
            output:
              id: "{{response.body.id}}"
        """
            .formatted(parallel);
    Planning planning =
        new SihLanguage()
            .read(new SourceFile("loops.workflow", workflow), Set::of)
            .plan(
                new PlanRequest(
                    null,
                    "bench",
                    Map.of("svc", url),
                    Map.of("items", new Supplied.Text(list.append("]").toString(), "bench")),
                    EnvironmentVariables.NONE));
    return switch (planning) {
      case Planning.Ready ready -> ready.plan();
      case Planning.Refused refused ->
          throw new IllegalStateException(refused.diagnostics().getFirst().render());
    };
  }
}
