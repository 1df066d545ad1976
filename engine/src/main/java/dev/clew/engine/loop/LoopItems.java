package dev.clew.engine.loop;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.json.Json;
import dev.clew.core.source.SourceFile;
import dev.clew.engine.context.Failure;
import dev.clew.engine.stage.FileText;
import dev.clew.engine.stage.StageNode;
import dev.clew.plan.evidence.Rendered;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.stage.DataList;
import dev.clew.plan.stage.ListParser;
import dev.clew.plan.stage.Loop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a loop goes over.
///
/// @param failure why there is no list; null when there is
record LoopItems(List<Json> items, List<Use> uses, @Nullable Failure failure) {
  static LoopItems of(StageNode node, Loop loop, RunScope scope) {
    return switch (loop.items()) {
      case Loop.Items.InFile file ->
          ofFile(FileText.read(node, file.path(), "dataFile", scope), file.parser());
      case Loop.Items.Of list -> ofValue(list.value(), scope);
    };
  }

  private static LoopItems ofValue(Expression list, RunScope scope) {
    Rendered<Json> rendered = list.json(scope, "forEach");
    if (!rendered.isComplete()) {
      return failed(
          rendered.uses(), StageNode.unresolved(rendered.unresolved(), "no item was begun"));
    }
    return of(DataList.of(rendered.value(), list.written()), rendered.uses());
  }

  private static LoopItems ofFile(FileText file, ListParser parser) {
    Failure failure = file.failure();
    List<Use> unresolved = Rendered.unresolved(file.uses());
    if (failure == null && !unresolved.isEmpty()) {
      failure = StageNode.unresolved(unresolved, "no item was begun");
    }
    if (failure != null) {
      return failed(file.uses(), failure);
    }
    SourceFile rendered = new SourceFile(file.name(), file.text());
    return of(parser.parse(rendered), file.uses());
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
