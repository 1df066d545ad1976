import com.sun.management.OperatingSystemMXBean;
import dev.clew.plan.language.PlanRequest;
import dev.clew.languagesih.SihLanguage;
import dev.clew.plan.language.Planning;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.source.Diagnostics;
import dev.clew.plan.source.SourceFile;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlText;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The CPU time that a fresh process needs for a long workflow, with everything that it compiles on
/// the way: `bench/language`.
final class LanguageBench {
  private static final String CATALOG =
      """
      - version: "1.0"
        definitions:
          - {name: svc, baseUrl: {local: "http://127.0.0.1:1"}}
      """;

  public static void main(String[] arguments) throws IOException {
    int stages = Integer.parseInt(arguments[1]);
    SourceFile workflow = new SourceFile("long.workflow", workflow(stages));
    switch (arguments[0]) {
      case "write" -> write(Path.of(arguments[2]), stages, workflow);
      case "parse" -> parse(workflow);
      case "plan" -> plan(workflow);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void write(Path folder, int stages, SourceFile workflow) throws IOException {
    Files.writeString(folder.resolve("long-" + stages + ".workflow"), workflow.text());
    Files.writeString(folder.resolve("api.catalog"), CATALOG);
  }

  /// The text to nodes with places, and nothing of the language.
  private static void parse(SourceFile workflow) {
    Diagnostics diagnostics = new Diagnostics();
    long before = cpu();
    YamlNode root = YamlText.read(workflow, diagnostics);
    print(cpu() - before);
    if (root == null) {
      throw new AssertionError(diagnostics.inOrder());
    }
  }

  /// Everything that `clew check` does with the text.
  private static void plan(SourceFile workflow) {
    PlanRequest request =
        new PlanRequest(
            new SourceFile("api.catalog", CATALOG),
            "local",
            Map.of(),
            Map.of(),
            EnvironmentVariables.NONE);
    long before = cpu();
    Planning planning = new SihLanguage().read(workflow, Set::of).plan(request);
    print(cpu() - before);
    if (!(planning instanceof Planning.Ready ready) || !ready.diagnostics().isEmpty()) {
      throw new AssertionError(planning.diagnostics());
    }
  }

  /// Of the whole process, compiler and collector included, in nanoseconds.
  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void print(long cpu) {
    System.out.printf(Locale.ROOT, "%.2f%n", cpu / 1e9);
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
