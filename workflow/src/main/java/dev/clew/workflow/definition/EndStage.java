package dev.clew.workflow.definition;

import dev.clew.workflow.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a workflow does when its stages are through, in this order: outputs, context, assertions,
/// message.
///
/// @param writesJson whether values that are JSON are written as JSON in the output file
/// @param context what it adds to the shared context, also to that of a parent
/// @param message null for none
public record EndStage(
    Outputs outputs,
    boolean writesJson,
    List<NamedTemplate> context,
    List<Assertion> assertions,
    @Nullable Template message) {
  public static final EndStage NONE = new EndStage(Outputs.NONE, true, List.of(), List.of(), null);

  public EndStage {
    context = List.copyOf(context);
    assertions = List.copyOf(assertions);
  }
}
