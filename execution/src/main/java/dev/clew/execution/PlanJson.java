package dev.clew.execution;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Redactor;
import dev.clew.workflow.catalog.ResolvedApi;
import dev.clew.workflow.definition.Body;
import dev.clew.workflow.definition.Loop;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.definition.Outputs;
import dev.clew.workflow.input.BoundInput;
import dev.clew.workflow.plan.EndpointSpec;
import dev.clew.workflow.plan.LateWorkflowSpec;
import dev.clew.workflow.plan.Plan;
import dev.clew.workflow.plan.PlannedStage;
import dev.clew.workflow.plan.PlannedWorkflow;
import dev.clew.workflow.plan.PluginSpec;
import dev.clew.workflow.plan.WorkflowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A plan as JSON: what would be done, in templates as they are written, never with values. What is
/// written in a workflow and is a secret itself is taken out.
public record PlanJson(Redactor redactor) {

  public Json.Obj of(Plan plan) {
    List<Json> apis = new ArrayList<>();
    for (ResolvedApi api : plan.apis()) {
      apis.add(
          Json.object()
              .put("api", api.name())
              .put("definition", api.definition())
              .put("url", api.baseUrl() + api.basePath())
              .put("source", api.from())
              .build());
    }
    List<Json> inputs = new ArrayList<>();
    for (BoundInput input : plan.inputs().all()) {
      inputs.add(
          Json.object()
              .put("name", input.spec().name())
              .put("type", input.spec().type().word())
              .put("required", input.spec().required())
              .put("secret", input.isSecret())
              .put("source", input.value() == null ? null : input.source())
              .build());
    }
    List<Json> sources = new ArrayList<>();
    for (Plan.Source source : plan.sources()) {
      sources.add(
          Json.object()
              .put("role", source.role().name().toLowerCase(Locale.ROOT))
              .put("name", source.file().logicalName())
              .put("sha256", source.role() == Plan.Role.VARS_FILE ? null : source.file().sha256())
              .build());
    }
    return Json.object()
        .put("environment", plan.environment())
        .put("assertions_block", plan.assertionsBlock())
        .put("inputs", inputs)
        .put("apis", apis)
        .put("files", sources)
        .put("workflow", workflow(plan.workflow()))
        .build();
  }

  private Json.Obj workflow(PlannedWorkflow workflow) {
    List<Json> stages = new ArrayList<>();
    for (PlannedStage stage : workflow.stages()) {
      stages.add(stage(workflow, stage));
    }
    return Json.object()
        .put("file", workflow.file())
        .put("name", workflow.name())
        .put("version", workflow.version())
        .put("id", workflow.id())
        .put("stages", stages)
        .put("outputs", outputs(workflow.end().outputs()))
        .build();
  }

  private Json.Obj stage(PlannedWorkflow workflow, PlannedStage stage) {
    List<String> dependsOn = new ArrayList<>();
    for (int index : stage.dependsOn()) {
      dependsOn.add(workflow.stages().get(index).name());
    }
    Loop loop = stage.written().loop();
    Json.Builder out =
        Json.object()
            .put("name", stage.name())
            .put("kind", stage.kind())
            .put("run_if", stage.runIf() == null ? null : stage.runIf().text())
            .put("depends_on", Json.strings(dependsOn))
            .put(
                "delay_ms",
                stage.written().delay().isZero() ? null : (Long) stage.written().delay().toMillis())
            .put("loop", loop == null ? null : loop(loop))
            .put("mocked", stage.written().mock() == null ? null : Json.TRUE);
    switch (stage.spec()) {
      case EndpointSpec endpoint -> endpoint(endpoint, out);
      case WorkflowSpec child ->
          out.put(
                  "inputs",
                  Json.strings(
                      child.vars().isEmpty()
                          ? child.inputs().stream().map(member -> member.name()).toList()
                          : child.vars().keySet().stream().sorted().toList()))
              .put("workflow", workflow(child.workflow()));
      case LateWorkflowSpec child ->
          out.put("workflow_file", redactor.redact(child.path().text()))
              .put(
                  "inputs",
                  Json.strings(child.inputs().stream().map(each -> each.name()).toList()));
      case PluginSpec plugin -> {
        ResolvedApi api = plugin.api();
        out.put("plugin", plugin.kind()).put("api", api == null ? null : api.name());
      }
    }
    return out.put("outputs", outputs(stage.outputs())).build();
  }

  private void endpoint(EndpointSpec endpoint, Json.Builder out) {
    ResolvedApi api = endpoint.api();
    Body body = endpoint.body();
    out.put("api", api == null ? null : api.name())
        .put("method", endpoint.method())
        .put("endpoint", redactor.redact(endpoint.endpoint().text()))
        .put("expected_statuses", endpoint.expected().text())
        .put("headers", names(endpoint.headers()))
        .put("query", names(endpoint.query()))
        .put("body", body == null ? null : redactor.redact(body.template().text()))
        .put("body_file", endpoint.bodyFile() == null ? null : endpoint.bodyFile().text());
  }

  private static Json loop(Loop loop) {
    return Json.object()
        .put("mode", loop.sequential() ? "sequential" : "parallel")
        .put("max_parallel", loop.sequential() ? null : (Integer) loop.maxParallel())
        .put("items", loop.items() == null ? null : loop.items().text())
        .put("data_file", loop.dataFile() == null ? null : loop.dataFile().text())
        .build();
  }

  private Json names(List<NamedTemplate> templates) {
    Json.Builder out = Json.object();
    for (NamedTemplate one : templates) {
      out.put(one.name(), written(one));
    }
    return out.build();
  }

  /// A template with a token only names a value; one without is a value, which its name may make
  /// secret.
  private Json written(NamedTemplate one) {
    String text = redactor.redact(one.template().text());
    if (one.template().hasTokens()) {
      return Json.of(text);
    }
    Json kept = redactor.redact(Json.object().put(one.name(), text).build()).get(one.name());
    return kept == null ? Json.NULL : kept;
  }

  private static Json outputs(Outputs outputs) {
    return Json.strings(outputs.names());
  }
}
