package dev.clew.engine;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Redactor;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.LateWorkflowSpec;
import dev.clew.plan.Plan;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.PluginSpec;
import dev.clew.plan.WorkflowSpec;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.input.BoundInput;
import dev.clew.plan.input.InputBinding;
import dev.clew.plan.value.Display;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The secrets that a plan holds before anything is sent.
public final class PlanSecrets {
  private PlanSecrets() {}

  /// Call it before anything of the plan is shown or written.
  public static void learn(Plan plan, Redactor redactor) {
    plan.inputs().all().forEach(input -> learn(input, redactor));
    plan.workflow().withChildren().forEach(workflow -> learn(workflow, redactor));
  }

  private static void learn(PlannedWorkflow workflow, Redactor redactor) {
    for (PlannedStage stage : workflow.stages()) {
      switch (stage.spec()) {
        case EndpointSpec endpoint -> endpoint.query().forEach(query -> written(query, redactor));
        case WorkflowSpec child -> given(child, redactor);
        case PluginSpec plugin -> {}
        case LateWorkflowSpec child -> {}
      }
    }
  }

  /// Those of the child's own file, which is a part of the plan.
  private static void given(WorkflowSpec child, Redactor redactor) {
    for (BoundInput input :
        InputBinding.bind(child.workflow().inputs(), child.given()).inputs().all()) {
      learn(input, redactor);
    }
  }

  private static void learn(BoundInput input, Redactor redactor) {
    Json value = input.value();
    if (input.isSecret() && value != null) {
      redactor.learn(input.spec().name(), Display.text(value));
    }
  }

  /// Some names are secret as query parameters only, such as `sig`: the text of the workflow does
  /// not give them away, the URL would, and that is written after the text.
  private static void written(NamedExpression query, Redactor redactor) {
    if (query.expression().isFixed()) {
      String parameter =
          encoded(query.name()) + "=" + encoded(query.expression().outlineText(Display.EMPTY_TEXT));
      String url = "http://written.invalid/?" + parameter;
      redactor.redact(new Attributes().with(ToolCallStarted.URL, url).build());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
