package dev.clew.engine.child;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.SourceFile;
import dev.clew.engine.context.Failure;
import dev.clew.engine.outcome.WorkResult;
import dev.clew.engine.stage.StageExecutor;
import dev.clew.engine.stage.StageNode;
import dev.clew.plan.LateChild;
import dev.clew.plan.LateWorkflowSpec;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.WorkflowSpec;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.source.WorkflowFiles;
import java.time.Duration;
import java.util.List;

/// A child workflow whose path only the run knows. Its file is captured when it is read, and so its
/// digest is in the ledger and not in the execution key.
public final class LateChildStage {
  private static final int TRY = 1;

  private final StageNode node;
  private final LateWorkflowSpec child;
  private final StageExecutor executor;

  /// @param executor does what its stages say
  public LateChildStage(StageNode node, LateWorkflowSpec child, StageExecutor executor) {
    this.node = node;
    this.child = child;
    this.executor = executor;
  }

  public WorkResult run() {
    RunScope scope = node.scope(TRY);
    Rendered<String> path = child.path().text(scope, "workflowRef");
    if (!path.isComplete()) {
      return failed(
          scope, path, StageNode.unresolved(path.unresolved(), "the workflow was not read"));
    }
    if (leavesItsFolder(path.value())) {
      return failed(
          scope,
          path,
          new Failure(
              "path_refused",
              "the path of the workflow came to "
                  + path.value()
                  + ", and a value may not lead out of the folder; nothing was read"));
    }
    String from = node.frame().workflow().file();
    return switch (node.parts().files().read(from, path.value(), node.path())) {
      case WorkflowFiles.Read.Failed failed ->
          failed(scope, path, new Failure(FailureCode.FILE_NOT_READ, failed.why()));
      case WorkflowFiles.Read.Text text -> planned(text.file(), scope, path);
    };
  }

  /// What is literal may lead anywhere; what a value adds may not.
  private boolean leavesItsFolder(String path) {
    boolean isLiteral =
        child.path().written().contains("..") || child.path().written().startsWith("/");
    return !isLiteral
        && (path.startsWith("/") || List.of(path.split("[/\\\\]", -1)).contains(".."));
  }

  private WorkResult planned(SourceFile file, RunScope scope, Rendered<String> path) {
    LateChild.Planned planned = child.child().plan(file);
    PlannedWorkflow workflow = planned.workflow();
    if (workflow != null) {
      return new ChildStage(node, new WorkflowSpec(workflow, child.inputs()), executor).run();
    }
    String why =
        planned.diagnostics().stream()
            .filter(Diagnostic::isError)
            .findFirst()
            .map(Diagnostic::render)
            .orElse(file.logicalName() + " is no workflow");
    return failed(
        scope, path, new Failure(FailureCode.WORKFLOW_REFUSED, why + "; nothing of it was run"));
  }

  private WorkResult failed(RunScope scope, Rendered<String> path, Failure failure) {
    Duration startedAt = node.elapsed(TRY, Kind.STAGE_STARTED);
    node.started(TRY, startedAt, path.uses()).append();
    return WorkResult.failed(TRY, startedAt, scope, failure);
  }
}
