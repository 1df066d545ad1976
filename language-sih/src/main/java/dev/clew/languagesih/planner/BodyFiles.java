package dev.clew.languagesih.planner;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.TextPlace;
import dev.clew.languagesih.definition.EndpointCall;
import dev.clew.languagesih.definition.StageDefinition;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.reader.BodyForms;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.Template;
import dev.clew.plan.Plan;
import dev.clew.plan.source.WorkflowFiles;
import dev.clew.plan.stage.RequestBody;
import java.util.ArrayList;
import java.util.List;

/// Puts the bodies whose files are named literally in the place of their names, so that their
/// tokens are checked with all others and the run needs no disk.
record BodyFiles(PlanFiles files, Diagnostics diagnostics) {
  WorkflowDefinition in(WorkflowDefinition workflow) {
    List<StageDefinition> stages = new ArrayList<>();
    boolean changed = false;
    for (StageDefinition stage : workflow.stages()) {
      StageDefinition read = stage;
      if (stage.action() instanceof EndpointCall call) {
        Template file = call.bodyFile();
        if (file != null && !file.hasTokens()) {
          read = stage.with(read(workflow, call, file));
          changed = true;
        }
      }
      stages.add(read);
    }
    return changed ? workflow.with(stages) : workflow;
  }

  private EndpointCall read(WorkflowDefinition workflow, EndpointCall call, Template file) {
    switch (files.read(workflow.source(), file.text().strip())) {
      case WorkflowFiles.Read.Failed failed -> {
        diagnostics.add(
            SihRule.WORKFLOW_FILE,
            file.place(),
            0,
            "the body cannot be read: " + failed.why(),
            null);
        return call;
      }
      case WorkflowFiles.Read.Text text -> {
        files.use(Plan.Role.FILE, text.file());
        RequestBody body =
            new BodyForms(diagnostics)
                .body(text.file().text(), new TextPlace(text.file()), call.headers());
        return call.with(body);
      }
    }
  }
}
