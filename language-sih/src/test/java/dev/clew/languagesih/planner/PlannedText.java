package dev.clew.languagesih.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.SihLanguage;
import dev.clew.plan.Plan;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.plan.source.WorkflowFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Plans workflows that a test writes down, with the files that they name.
abstract class PlannedText {
  static final String STAGE = "{kind: Http, apiRef: svc, endpoint: /a, httpVerb: GET, name: ";

  final List<String> reads = new ArrayList<>();

  static String workflow(String top, String... stages) {
    StringBuilder out = new StringBuilder("version: \"1.0\"\nname: demo\n").append(top);
    out.append("stages:\n");
    for (String stage : stages) {
      out.append("  - ").append(stage).append('\n');
    }
    return out.toString();
  }

  final Planning planning(String workflow, Map<String, String> files) {
    return new SihLanguage()
        .read(new SourceFile("w", workflow), () -> Set.of("Slack"))
        .plan(
            new PlanRequest(
                new SourceFile(
                    "c",
                    "- version: \"1.0\"\n  definitions: [{name: svc, baseUrl: {local: \"http://h\"}}]\n"),
                "local",
                Map.of(),
                Map.of("folder", new Supplied.Text("children", "--input")),
                name -> name.equals("FOLDER") ? "children" : null,
                (from, path) -> read(from, path, files),
                null,
                true));
  }

  private WorkflowFiles.Read read(String from, String path, Map<String, String> files) {
    reads.add(from + " " + path);
    String text = files.get(path);
    return text == null
        ? new WorkflowFiles.Read.Failed(path + ": no such file")
        : new WorkflowFiles.Read.Text(new SourceFile(path, text));
  }

  final Plan ready(String workflow, Map<String, String> files) {
    String declared = workflow.contains("input:") ? "" : "input: [{name: folder}]\n";
    Planning planning = planning(workflow.replaceFirst("stages:", declared + "stages:"), files);
    assertThat(planning.diagnostics()).extracting(Diagnostic::render).isEmpty();
    return ((Planning.Ready) planning).plan();
  }

  final List<String> problems(String workflow) {
    Planning planning =
        planning(workflow.replaceFirst("stages:", "input: [{name: folder}]\nstages:"), Map.of());
    return planning.diagnostics().stream().map(Diagnostic::message).toList();
  }
}
