import com.sun.management.OperatingSystemMXBean;
import dev.clew.workflow.plan.Plan;
import dev.clew.workflow.plan.PlanRequest;
import dev.clew.workflow.plan.Planner;
import dev.clew.workflow.plan.Planning;
import dev.clew.workflow.scope.EnvironmentVariables;
import dev.clew.workflow.source.SourceFile;
import java.lang.management.ManagementFactory;
import java.util.Map;

/// How long a fresh process needs for a long workflow, with everything that it compiles on the way:
/// `bench/language`.
final class LanguageBench {
  private static final String CATALOG =
      """
      - version: "1.0"
        definitions:
          - {name: svc, baseUrl: {local: "http://127.0.0.1:1"}}
      """;

  public static void main(String[] arguments) {
    int stages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000;
    SourceFile workflow = new SourceFile("long.workflow", workflow(stages));
    PlanRequest request =
        new PlanRequest(
            workflow,
            new SourceFile("api.catalog", CATALOG),
            "local",
            Map.of(),
            Map.of(),
            EnvironmentVariables.NONE);
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long time = System.nanoTime();
    Planning planning = Planner.plan(request);
    cpu = system.getProcessCpuTime() - cpu;
    time = System.nanoTime() - time;
    if (!(planning instanceof Planning.Ready(Plan plan, var warnings)) || !warnings.isEmpty()) {
      throw new AssertionError(planning.diagnostics());
    }
    System.out.printf(
        "%,d stages, %,d KiB: %.2f s CPU, %.2f s%n",
        plan.stages().size(), workflow.text().length() / 1024, cpu / 1e9, time / 1e9);
  }

  /// Each stage carries what the one before it gave, as the stages of an onboarding do.
  private static String workflow(int count) {
    StringBuilder out = new StringBuilder();
    out.append("version: \"1.0\"\nname: long\n");
    out.append("input:\n  - {name: user, type: Text, required: false}\n");
    out.append("vars:\n  greeting: \"hello {{input.user}}\"\n");
    out.append("stages:\n");
    for (int index = 0; index < count; index++) {
      String before = index == 0 ? "{{input.user}}" : "{{stage:step-" + (index - 1) + ".output.id}}";
      String ran =
          index == 0
              ? "exists({{input.user}})"
              : "{{stage:step-" + (index - 1) + ".output.http_status}} in [200, 201]";
      out.append("  - name: step-").append(index).append('\n');
      out.append("    kind: Http\n    apiRef: svc\n    httpVerb: POST\n");
      out.append("    endpoint: \"/accounts/").append(before).append("/steps\"\n");
      out.append("    runIf: \"").append(ran).append("\"\n");
      out.append("    headers: {X-Greeting: \"{{var:greeting}}\"}\n");
      out.append("    body: |\n      {\"before\": \"").append(before).append("\", \"n\": ");
      out.append(index).append("}\n");
      out.append("    expectedStatuses: [200, 201]\n");
      out.append("    retry: {httpStatus: [503], maxRetries: 2, delayMs: 100}\n");
      out.append("    output: {id: \"{{response.body.id}}\"}\n");
      out.append("    assertions:\n");
      out.append("      - {actual: \"{{stage:step-").append(index);
      out.append(".output.id}}\", operator: notEmpty}\n");
    }
    out.append("endStage:\n  output: {last: \"{{stage:step-").append(count - 1);
    out.append(".output.id}}\"}\n");
    return out.toString();
  }
}
