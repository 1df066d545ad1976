package dev.clew.workflow.plan;

import dev.clew.core.json.Json;
import dev.clew.workflow.definition.EndpointCall;
import dev.clew.workflow.definition.Mock;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.definition.StageDefinition;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.source.TextPlace;
import dev.clew.workflow.source.WorkflowFiles;
import dev.clew.workflow.template.JsonSkeleton;
import dev.clew.workflow.template.Reference;
import dev.clew.workflow.template.ResponsePart;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.TemplateParser;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks into what mocks answer with, before a run begins, mocked or not, as SIH does: payloads
/// have to be JSON, their files have to be there, and what a stage maps of its answer has to be in
/// them. Files whose names or text have tokens are left to a run, which reads all of them again.
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
    if (payload != null && !payload.text().isBlank()) {
      JsonSkeleton.Fault fault = JsonSkeleton.fault(payload);
      if (fault != null) {
        complain(
            Rule.WORKFLOW_WRONG_VALUE,
            payload,
            "the payload of the mock is not JSON: " + fault.what());
      }
      outputs(stage, mock, JsonSkeleton.sample(payload));
    }
    if (path != null && !path.hasTokens()) {
      switch (files.read(from, path.text())) {
        case WorkflowFiles.Read.Failed failed ->
            complain(
                Rule.WORKFLOW_FILE,
                path,
                "the payload of the mock cannot be read: " + failed.why());
        case WorkflowFiles.Read.Text text -> outputs(stage, mock, sample(text.file(), path));
      }
    }
  }

  /// Null when it is not JSON, or only a run knows.
  private @Nullable Json sample(SourceFile file, Template path) {
    int before = diagnostics.size();
    Template content = TemplateParser.parse(file.text(), new TextPlace(file), diagnostics);
    if (content.hasTokens() || diagnostics.size() > before) {
      return null;
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
    return JsonSkeleton.sample(content);
  }

  /// What an answer of 400 or more has not is null, and no mistake.
  private void outputs(StageDefinition stage, Mock.Response mock, @Nullable Json sample) {
    if (sample == null || status(stage, mock) >= 400) {
      return;
    }
    for (NamedTemplate output : stage.outputs().all()) {
      for (Reference reference : output.template().references()) {
        if (reference instanceof Reference.OwnResponse own
            && own.part() instanceof ResponsePart.Body body
            && !own.optional()
            && !body.path().mayLeadSomewhere(sample)) {
          diagnostics.add(
              Rule.WORKFLOW_MOCK,
              output.template().place(),
              own.written().offset(),
              own.display()
                  + " of output '"
                  + output.name()
                  + "' is not in the payload of the mock; put '?' behind a name that may be missing",
              null);
        }
      }
    }
  }

  private static int status(StageDefinition stage, Mock.Response mock) {
    Integer written = mock.status();
    List<Integer> expected =
        stage.action() instanceof EndpointCall call
            ? call.handling().expected().listed()
            : List.of();
    return written != null ? written : expected.isEmpty() ? 200 : expected.getFirst();
  }

  private void complain(Rule rule, Template written, String message) {
    diagnostics.add(rule, written.place(), 0, message, null);
  }
}
