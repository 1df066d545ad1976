package dev.clew.engine.stage;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.source.SourceFile;
import dev.clew.engine.context.Failure;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.expression.TextParser;
import dev.clew.plan.source.WorkflowFiles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text of a file that a stage names: its path is an expression, and what is in it is one too.
///
/// @param name the logical name; empty when it could not be read
/// @param failure why there is no text; null when there is
public record FileText(String name, String text, List<Use> uses, @Nullable Failure failure) {

  /// @param key the key that names it: `bodyFile`, `dataFile`, `mock.payloadFile`
  public static FileText read(StageNode node, Expression path, String key, RunScope scope) {
    Rendered<String> rendered = path.text(scope, key);
    List<Use> uses = new ArrayList<>(rendered.uses());
    if (!rendered.isComplete()) {
      return failed(uses, StageNode.unresolved(rendered.unresolved(), "the file was not read"));
    }
    PlannedWorkflow workflow = node.frame().workflow();
    return switch (node.parts().files().read(workflow.file(), rendered.value(), node.path())) {
      case WorkflowFiles.Read.Failed failed ->
          failed(uses, new Failure(FailureCode.FILE_NOT_READ, failed.why()));
      case WorkflowFiles.Read.Text text -> content(workflow, text.file(), key, scope, uses);
    };
  }

  /// @param workflow whose language the file is in
  /// @param uses are added to
  public static FileText content(
      PlannedWorkflow workflow, SourceFile file, String key, RunScope scope, List<Use> uses) {
    return switch (workflow.texts().parse(file)) {
      case TextParser.Parsed.Fault fault ->
          failed(uses, new Failure(FailureCode.FILE_NOT_READ, fault.why()));
      case TextParser.Parsed.Text parsed -> {
        Rendered<String> text = parsed.content().text(scope, key);
        uses.addAll(text.uses());
        yield new FileText(file.logicalName(), text.value(), uses, null);
      }
    };
  }

  private static FileText failed(List<Use> uses, Failure failure) {
    return new FileText("", "", uses, failure);
  }
}
