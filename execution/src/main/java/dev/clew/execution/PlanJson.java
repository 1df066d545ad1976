package dev.clew.execution;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Redactor;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.LateWorkflowSpec;
import dev.clew.plan.Plan;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.PluginSpec;
import dev.clew.plan.WorkflowSpec;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.input.BoundInput;
import dev.clew.plan.stage.Loop;
import dev.clew.plan.stage.Outputs;
import dev.clew.plan.stage.RequestBody;
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
    Loop loop = stage.settings().loop();
    Json.Builder out =
        Json.object()
            .put("name", stage.name())
            .put("kind", stage.settings().kind())
            .put(
                "run_if", stage.settings().runIf() == null ? null : stage.settings().runIf().text())
            .put("depends_on", Json.strings(dependsOn))
            .put(
                "delay_ms",
                stage.settings().delay().isZero()
                    ? null
                    : (Long) stage.settings().delay().toMillis())
            .put("loop", loop == null ? null : loop(loop))
            .put("mocked", stage.settings().mock() == null ? null : Json.TRUE);
    switch (stage.spec()) {
      case EndpointSpec endpoint -> endpoint(endpoint, out);
      case WorkflowSpec child ->
          out.put(
                  "inputs",
                  Json.strings(
                      child.given().isEmpty()
                          ? child.inputs().stream().map(NamedExpression::name).toList()
                          : child.given().keySet().stream().sorted().toList()))
              .put("workflow", workflow(child.workflow()));
      case LateWorkflowSpec child ->
          out.put("workflow_file", redactor.redact(child.path().written()))
              .put(
                  "inputs",
                  Json.strings(child.inputs().stream().map(NamedExpression::name).toList()));
      case PluginSpec plugin -> {
        ResolvedApi api = plugin.api();
        out.put("plugin", plugin.kind()).put("api", api == null ? null : api.name());
      }
    }
    return out.put("outputs", outputs(stage.settings().outputs())).build();
  }

  private void endpoint(EndpointSpec endpoint, Json.Builder out) {
    ResolvedApi api = endpoint.api();
    RequestBody body = endpoint.body();
    out.put("api", api == null ? null : api.name())
        .put("method", endpoint.method())
        .put("endpoint", redactor.redact(endpoint.endpoint().written()))
        .put("expected_statuses", endpoint.expected().text())
        .put("headers", names(endpoint.headers()))
        .put("query", names(endpoint.query()))
        .put("body", body == null ? null : redactor.redact(body.content().written()))
        .put("body_file", endpoint.bodyFile() == null ? null : endpoint.bodyFile().written());
  }

  private static Json loop(Loop loop) {
    return Json.object()
        .put("mode", loop.sequential() ? "sequential" : "parallel")
        .put("max_parallel", loop.sequential() ? null : (Integer) loop.maxParallel())
        .put("items", loop.items() instanceof Loop.Items.Of list ? list.value().written() : null)
        .put(
            "data_file",
            loop.items() instanceof Loop.Items.InFile file ? file.path().written() : null)
        .build();
  }

  private Json names(List<NamedExpression> all) {
    Json.Builder out = Json.object();
    for (NamedExpression one : all) {
      out.put(one.name(), written(one));
    }
    return out.build();
  }

  /// An expression that a run works out only names a value; a fixed one is a value, which its name
  /// may make secret.
  private Json written(NamedExpression one) {
    String text = redactor.redact(one.expression().written());
    if (!one.expression().isFixed()) {
      return Json.of(text);
    }
    Json kept = redactor.redact(Json.object().put(one.name(), text).build()).get(one.name());
    return kept == null ? Json.NULL : kept;
  }

  private static Json outputs(Outputs outputs) {
    return Json.strings(outputs.names());
  }
}
