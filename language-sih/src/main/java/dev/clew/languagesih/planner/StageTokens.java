package dev.clew.languagesih.planner;

import dev.clew.languagesih.template.Reference;
import org.jspecify.annotations.Nullable;

/// What a token uses of a stage, for a [StageEdge].
final class StageTokens {
  private StageTokens() {}

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
