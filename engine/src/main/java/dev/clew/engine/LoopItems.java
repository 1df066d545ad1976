package dev.clew.engine;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.json.Json;
import dev.clew.engine.context.Failure;
import dev.clew.workflow.definition.Loop;
import dev.clew.workflow.plan.DataList;
import dev.clew.workflow.scope.RunScope;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.template.Rendered;
import dev.clew.workflow.template.Rendering;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.Use;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a loop goes over.
///
/// @param failure why there is no list; null when there is
record LoopItems(List<Json> items, List<Use> uses, @Nullable Failure failure) {
  static LoopItems of(StageNode node, Loop loop, RunScope scope) {
    Template file = loop.dataFile();
    Template token = loop.items();
    if (file != null) {
      return ofFile(FileText.read(node, file, "dataFile", scope), loop);
    }
    if (token == null) {
      return failed(List.of(), new Failure(FailureCode.NOT_A_LIST, "the loop names no list"));
    }
    Rendered<Json> rendered = Rendering.value(token, scope, "forEach");
    if (!rendered.isComplete()) {
      return failed(
          rendered.uses(), StageNode.unresolved(rendered.unresolved(), "no item was begun"));
    }
    return of(DataList.of(rendered.value(), token.text()), rendered.uses());
  }

  private static LoopItems ofFile(FileText file, Loop loop) {
    Failure failure = file.failure();
    List<Use> unresolved = Rendered.unresolved(file.uses());
    if (failure == null && !unresolved.isEmpty()) {
      failure = StageNode.unresolved(unresolved, "no item was begun");
    }
    if (failure != null) {
      return failed(file.uses(), failure);
    }
    SourceFile rendered = new SourceFile(file.name(), file.text());
    return of(DataList.of(rendered, loop.path()), file.uses());
  }

  private static LoopItems of(DataList list, List<Use> uses) {
    return switch (list) {
      case DataList.Items found -> new LoopItems(found.items(), uses, null);
      case DataList.NotRead fault ->
          failed(uses, new Failure(FailureCode.FILE_NOT_READ, fault.why()));
      case DataList.NotAList fault ->
          failed(uses, new Failure(FailureCode.NOT_A_LIST, fault.why()));
    };
  }

  private static LoopItems failed(List<Use> uses, Failure failure) {
    return new LoopItems(List.of(), new ArrayList<>(uses), failure);
  }
}
