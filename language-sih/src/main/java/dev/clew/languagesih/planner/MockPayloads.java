package dev.clew.languagesih.planner;

import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Rule;
import dev.clew.core.source.SourceFile;
import dev.clew.core.source.TextPlace;
import dev.clew.languagesih.definition.EndpointCall;
import dev.clew.languagesih.definition.StageDefinition;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.template.JsonSkeleton;
import dev.clew.languagesih.template.Reference;
import dev.clew.languagesih.template.ResponsePart;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateParser;
import dev.clew.languagesih.template.Templated;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.StageSettings;
import dev.clew.plan.WorkflowSpec;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.source.WorkflowFiles;
import dev.clew.plan.stage.ExpectedStatuses;
import dev.clew.plan.stage.Handling;
import dev.clew.plan.stage.MockSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks into what mocks answer with, before a run begins, mocked or not, as SIH does: payloads
/// have to be JSON, their files have to be there, and what a stage maps of its answer has to be in
/// them. Files whose names or text have tokens are left to a run, which reads all of them again.
///
/// @param files the disk
record MockPayloads(WorkflowFiles files, Diagnostics diagnostics) {

  /// Those of a plan; a child workflow that is mocked itself is not run.
  void check(PlannedWorkflow workflow) {
    check(workflow, new HashSet<>());
  }

  private void check(PlannedWorkflow workflow, Set<String> seen) {
    if (!seen.add(workflow.file())) {
      return;
    }
    for (PlannedStage stage : workflow.stages()) {
      Handling handling =
          stage.spec() instanceof EndpointSpec call ? call.handling() : Handling.NONE;
      check(workflow.file(), stage.settings(), handling.expected());
      if (stage.spec() instanceof WorkflowSpec child && stage.settings().mock() == null) {
        check(child.workflow(), seen);
      }
    }
  }

  /// Those of a workflow that there is no plan of.
  void check(WorkflowDefinition workflow) {
    for (StageDefinition stage : workflow.stages()) {
      Handling handling =
          stage.action() instanceof EndpointCall call ? call.handling() : Handling.NONE;
      check(workflow.source().logicalName(), stage.settings(), handling.expected());
    }
  }

  private void check(String from, StageSettings stage, ExpectedStatuses expected) {
    if (!(stage.mock() instanceof MockSpec.Response mock)) {
      return;
    }
    Expression written = mock.payload();
    Expression path = mock.payloadFile();
    boolean answersSuccess = answersSuccess(mock, expected);
    if (written != null && !written.written().isBlank()) {
      Template payload = Templated.in(written);
      JsonSkeleton.Fault fault = JsonSkeleton.fault(payload);
      if (fault != null) {
        complain(
            SihRule.WORKFLOW_WRONG_VALUE,
            written,
            "the payload of the mock is not JSON: " + fault.what());
      }
      outputs(stage, answersSuccess, JsonSkeleton.sample(payload));
    }
    if (path != null && path.isFixed()) {
      switch (files.read(from, path.written())) {
        case WorkflowFiles.Read.Failed failed ->
            complain(
                SihRule.WORKFLOW_FILE,
                path,
                "the payload of the mock cannot be read: " + failed.why());
        case WorkflowFiles.Read.Text text ->
            outputs(stage, answersSuccess, sample(text.file(), path));
      }
    }
  }

  /// Null when it is not JSON, or only a run knows.
  private @Nullable Json sample(SourceFile file, Expression path) {
    int before = diagnostics.size();
    Template content = TemplateParser.parse(file.text(), new TextPlace(file), diagnostics);
    if (content.hasTokens() || diagnostics.size() > before) {
      return null;
    }
    JsonSkeleton.Fault fault = JsonSkeleton.fault(content);
    if (fault != null) {
      complain(
          SihRule.WORKFLOW_FILE,
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
  private void outputs(StageSettings stage, boolean answersSuccess, @Nullable Json sample) {
    if (sample == null || !answersSuccess) {
      return;
    }
    for (NamedExpression output : stage.outputs().all()) {
      for (Reference reference : Templated.in(output.expression()).references()) {
        if (reference instanceof Reference.OwnResponse own
            && own.part() instanceof ResponsePart.Body body
            && !own.optional()
            && !body.path().mayLeadSomewhere(sample)) {
          diagnostics.add(
              SihRule.WORKFLOW_MOCK,
              output.expression().place(),
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

  private static boolean answersSuccess(MockSpec.Response mock, ExpectedStatuses expected) {
    Integer written = mock.status();
    List<Integer> listed = expected.listed();
    int status = written != null ? written : listed.isEmpty() ? 200 : listed.getFirst();
    return status < 400;
  }

  private void complain(Rule rule, Expression written, String message) {
    diagnostics.add(rule, written.place(), 0, message, null);
  }
}
