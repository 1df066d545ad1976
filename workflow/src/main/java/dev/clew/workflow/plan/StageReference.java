package dev.clew.workflow.plan;

import dev.clew.core.json.Json;
import dev.clew.workflow.template.Reference;
import org.jspecify.annotations.Nullable;

/// That a stage, or the end of the workflow, uses something of an earlier stage: an edge of the
/// stage graph.
///
/// @param fromStage the earlier stage's name as it is declared
/// @param what `output.accountId`, `response.status`, `response.headers.Location`,
///   `response.body.id`
/// @param where `endpoint`, `headers.Authorization`, `query.page`, `body`, `runIf`, `message` or
///   `output.jwt`
public record StageReference(String fromStage, String what, String where) {
  public Json.Obj toJson() {
    return Json.object().put("from_stage", fromStage).put("what", what).put("where", where).build();
  }

  /// The stage that a token names; null when it names none.
  static @Nullable String stage(Reference reference) {
    return switch (reference) {
      case Reference.StageOutput use -> use.stage();
      case Reference.StageResponse use -> use.stage();
      case Reference.WorkflowOutput use -> use.stage();
      case Reference.WorkflowResult use -> use.stage();
      case Reference.StageJson use -> use.output().stage();
      case Reference.Input use -> null;
      case Reference.Environment use -> null;
      case Reference.OwnResponse use -> null;
      case Reference.Global use -> null;
      case Reference.Context use -> null;
      case Reference.Variable use -> null;
      case Reference.SystemTime use -> null;
      case Reference.Random use -> null;
    };
  }

  /// The `what` of a token that names a stage.
  static String what(Reference reference) {
    if (reference instanceof Reference.StageOutput use) {
      return "output." + use.key();
    }
    if (reference instanceof Reference.StageJson use) {
      return what(use.output());
    }
    if (reference instanceof Reference.StageResponse use) {
      return "response." + use.part().text();
    }
    if (reference instanceof Reference.WorkflowOutput use) {
      return "workflow.output." + use.key();
    }
    if (reference instanceof Reference.WorkflowResult use) {
      return switch (use.part()) {
        case STATUS -> "workflow.result.status";
        case MESSAGE -> "workflow.result.message";
      };
    }
    throw new IllegalArgumentException("names no stage: " + reference.display());
  }
}
