package dev.clew.workflow.plan;

import dev.clew.workflow.definition.Mock;
import dev.clew.workflow.definition.StageDefinition;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.source.TextPlace;
import dev.clew.workflow.source.WorkflowFiles;
import dev.clew.workflow.template.JsonSkeleton;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.TemplateParser;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks into what the mocks of a mocked run answer with, before it begins: payloads have to be
/// JSON, and their files have to be there. What has tokens is left to the run, which reads the
/// files again when their stages begin.
///
/// @param files the disk
public record MockPayloads(WorkflowFiles files, Diagnostics diagnostics) {

  /// Those of a plan; a child workflow that is mocked itself is not run.
  public void check(PlannedWorkflow workflow) {
    check(workflow, new HashSet<>());
  }

  private void check(PlannedWorkflow workflow, Set<String> seen) {
    if (!seen.add(workflow.file())) {
      return;
    }
    for (PlannedStage stage : workflow.stages()) {
      check(workflow.file(), stage.written());
      if (stage.spec() instanceof WorkflowSpec child && stage.written().mock() == null) {
        check(child.workflow(), seen);
      }
    }
  }

  /// Those of a workflow that there is no plan of.
  ///
  /// @param from the logical name of the workflow in which the stages are written
  public void check(String from, List<StageDefinition> stages) {
    stages.forEach(stage -> check(from, stage));
  }

  private void check(String from, StageDefinition stage) {
    if (!(stage.mock() instanceof Mock.Response mock)) {
      return;
    }
    Template payload = mock.payload();
    Template path = mock.payloadFile();
    if (payload != null && !payload.hasTokens()) {
      JsonSkeleton.Fault fault = JsonSkeleton.fault(payload);
      if (fault != null) {
        complain(
            Rule.WORKFLOW_WRONG_VALUE,
            payload,
            "the payload of the mock is not JSON: " + fault.what());
      }
    }
    if (path != null && !path.hasTokens()) {
      switch (files.read(from, path.text())) {
        case WorkflowFiles.Read.Failed failed ->
            complain(
                Rule.WORKFLOW_FILE,
                path,
                "the payload of the mock cannot be read: " + failed.why());
        case WorkflowFiles.Read.Text text -> check(text.file(), path);
      }
    }
  }

  private void check(SourceFile file, Template path) {
    int before = diagnostics.size();
    Template content = TemplateParser.parse(file.text(), new TextPlace(file), diagnostics);
    if (content.hasTokens() || diagnostics.size() > before) {
      return;
    }
    JsonSkeleton.Fault fault = JsonSkeleton.fault(content);
    if (fault != null) {
      complain(
          Rule.WORKFLOW_FILE,
          path,
          "the payload of the mock is not JSON: "
              + file.logicalName()
              + ":"
              + fault.line()
              + ": "
              + fault.what());
    }
  }

  private void complain(Rule rule, Template written, String message) {
    diagnostics.add(rule, written.place(), 0, message, null);
  }
}
