package dev.clew.workflow.plan;

import dev.clew.workflow.definition.Body;
import dev.clew.workflow.definition.EndpointCall;
import dev.clew.workflow.definition.StageDefinition;
import dev.clew.workflow.definition.WorkflowDefinition;
import dev.clew.workflow.reader.BodyForms;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.source.TextPlace;
import dev.clew.workflow.source.WorkflowFiles;
import dev.clew.workflow.template.Template;
import java.util.ArrayList;
import java.util.List;

/// Puts the bodies whose files are named literally in the place of their names, so that their
/// tokens are checked with all others and the run needs no disk.
record BodyFiles(ReadFiles files, Diagnostics diagnostics) {
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
            Rule.WORKFLOW_FILE, file.place(), 0, "the body cannot be read: " + failed.why(), null);
        return call;
      }
      case WorkflowFiles.Read.Text text -> {
        files.use(Plan.Role.FILE, text.file());
        Body body =
            new BodyForms(diagnostics)
                .body(text.file().text(), new TextPlace(text.file()), call.headers());
        return call.with(body);
      }
    }
  }
}
