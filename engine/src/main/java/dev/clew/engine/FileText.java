package dev.clew.engine;

import dev.clew.core.dossier.FailureCode;
import dev.clew.engine.context.Failure;
import dev.clew.workflow.scope.RunScope;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Place;
import dev.clew.workflow.source.Position;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.source.WorkflowFiles;
import dev.clew.workflow.template.Escaping;
import dev.clew.workflow.template.Rendered;
import dev.clew.workflow.template.Rendering;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.TemplateParser;
import dev.clew.workflow.template.Use;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of a file that a stage names, with its tokens replaced: its path is a template, and
/// what is in it is one too.
///
/// @param name the logical name; empty when it could not be read
/// @param failure why there is no text; null when there is
record FileText(String name, String text, List<Use> uses, @Nullable Failure failure) {

  /// @param key the key that names it: `bodyFile`, `dataFile`, `mock.payloadFile`
  static FileText read(StageNode node, Template path, String key, RunScope scope) {
    Rendered<String> rendered = Rendering.text(path, scope, key, Escaping.NONE);
    List<Use> uses = new ArrayList<>(rendered.uses());
    if (!rendered.isComplete()) {
      return failed(uses, StageNode.unresolved(rendered.unresolved(), "the file was not read"));
    }
    String from = node.frame().workflow().file();
    return switch (node.parts().files().read(from, rendered.value(), node.path())) {
      case WorkflowFiles.Read.Failed failed ->
          failed(uses, new Failure(FailureCode.FILE_NOT_READ, failed.why()));
      case WorkflowFiles.Read.Text text -> content(text.file(), key, scope, uses);
    };
  }

  /// @param uses are added to
  static FileText content(SourceFile file, String key, RunScope scope, List<Use> uses) {
    Diagnostics diagnostics = new Diagnostics();
    Template content =
        TemplateParser.parse(
            file.text(), Place.fixed(file.logicalName(), Position.START), diagnostics);
    if (diagnostics.hasErrors()) {
      return failed(
          uses, new Failure(FailureCode.FILE_NOT_READ, diagnostics.inOrder().getFirst().render()));
    }
    Rendered<String> text =
        startsAsJson(file.text())
            ? Rendering.json(content, scope, key)
            : Rendering.text(content, scope, key, Escaping.NONE);
    uses.addAll(text.uses());
    return new FileText(file.logicalName(), text.value(), uses, null);
  }

  /// Then values are inserted as JSON.
  private static boolean startsAsJson(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  private static FileText failed(List<Use> uses, Failure failure) {
    return new FileText("", "", uses, failure);
  }
}
