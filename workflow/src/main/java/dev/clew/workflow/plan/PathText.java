package dev.clew.workflow.plan;

import dev.clew.workflow.input.BoundInput;
import dev.clew.workflow.input.BoundInputs;
import dev.clew.workflow.scope.EnvironmentVariables;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.template.Display;
import dev.clew.workflow.template.Reference;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.Token;
import org.jspecify.annotations.Nullable;

/// The path of a file that has to be known before the run begins: environment variables and the
/// inputs of the workflow that is run can be in it.
///
/// @param inputs null for a child workflow, whose inputs only a run knows
record PathText(
    EnvironmentVariables environment, @Nullable BoundInputs inputs, Diagnostics diagnostics) {
  /// Null when it is not known; that is reported.
  @Nullable String of(Template path) {
    StringBuilder out = new StringBuilder();
    for (Template.Part part : path.parts()) {
      switch (part) {
        case Template.Part.Literal literal -> out.append(literal.text());
        case Template.Part.Insert insert -> {
          String value = value(insert.token());
          if (value == null || value.isEmpty()) {
            complain(insert.token(), path);
            return null;
          }
          out.append(value);
        }
      }
    }
    return out.toString();
  }

  /// What names nothing at all is complained about where all tokens are.
  private void complain(Token token, Template path) {
    boolean isReported =
        token instanceof Reference reference
            && (StageReference.stage(reference) != null
                || reference instanceof Reference.OwnResponse
                || (reference instanceof Reference.Input input
                    && inputs != null
                    && inputs.get(input.name()) == null));
    if (!isReported) {
      diagnostics.add(
          Rule.WORKFLOW_PATH,
          path.place(),
          token.written().offset(),
          token.display()
              + " is not known before the run; a path can have env: tokens, and inputs of the"
              + " workflow that is run",
          null);
    }
  }

  private @Nullable String value(Token token) {
    if (token instanceof Reference.Environment variable) {
      return environment.get(variable.name());
    }
    if (token instanceof Reference.Input input
        && inputs != null
        && input.path().steps().isEmpty()) {
      BoundInput bound = inputs.get(input.name());
      return bound == null || bound.value() == null ? null : Display.text(bound.value());
    }
    return null;
  }
}
