package dev.clew.engine;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.workflow.definition.Loop;
import dev.clew.workflow.scope.RunScope;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.template.Origin;
import dev.clew.workflow.template.Rendered;
import dev.clew.workflow.template.Rendering;
import dev.clew.workflow.template.Resolved;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.Use;
import dev.clew.workflow.yaml.YamlJson;
import dev.clew.workflow.yaml.YamlNode;
import dev.clew.workflow.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a loop goes over.
///
/// @param failure why there is no list; null when there is
record LoopItems(List<Json> items, List<Use> uses, @Nullable Failure failure) {
  private static final String NOT_A_LIST = "not_a_list";

  static LoopItems of(StageNode node, Loop loop, RunScope scope) {
    Template file = loop.dataFile();
    Template token = loop.items();
    if (file != null) {
      return ofFile(FileText.read(node, file, "dataFile", scope), loop);
    }
    if (token == null) {
      return failed(List.of(), new Failure(NOT_A_LIST, "the loop names no list"));
    }
    Rendered<Json> rendered = Rendering.value(token, scope, "forEach");
    if (!rendered.isComplete()) {
      return failed(
          rendered.uses(), StageNode.unresolved(rendered.unresolved(), "no item was begun"));
    }
    return list(rendered.value(), token.text(), rendered.uses());
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
    Diagnostics problems = new Diagnostics();
    Json document = parsed(file, problems);
    if (document == null) {
      return failed(
          file.uses(), new Failure("file_not_read", problems.inOrder().getFirst().render()));
    }
    Resolved found =
        loop.path().follow(document, new Origin.Literal(), file.name(), "the document");
    return switch (found) {
      case Resolved.Found value -> list(value.value(), file.name(), file.uses());
      case Resolved.Missing missing ->
          failed(file.uses(), new Failure(NOT_A_LIST, missing.reason()));
    };
  }

  private static @Nullable Json parsed(FileText file, Diagnostics problems) {
    try {
      return JsonText.parse(file.text());
    } catch (JsonText.Malformed e) {
      YamlNode node = YamlText.read(new SourceFile(file.name(), file.text()), problems);
      return node == null || problems.hasErrors() ? null : YamlJson.of(node);
    }
  }

  /// A text that is a list written as JSON is that list.
  private static LoopItems list(Json value, String shown, List<Use> uses) {
    Json list = value;
    if (value instanceof Json.Str text) {
      try {
        list = JsonText.parse(text.value());
      } catch (JsonText.Malformed e) {
        list = value;
      }
    }
    return list instanceof Json.Arr array
        ? new LoopItems(array.items(), uses, null)
        : failed(uses, new Failure(NOT_A_LIST, shown + " is " + kind(list) + " and not a list"));
  }

  private static String kind(Json value) {
    return switch (value) {
      case Json.Null nothing -> "null";
      case Json.Bool bool -> "true or false";
      case Json.Num number -> "a number";
      case Json.Str text -> "a text";
      case Json.Arr list -> "a list";
      case Json.Obj object -> "an object";
    };
  }

  private static LoopItems failed(List<Use> uses, Failure failure) {
    return new LoopItems(List.of(), new ArrayList<>(uses), failure);
  }
}
