package dev.clew.core.fact.request;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run was asked for: one of the two.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record Asked(Json.Obj attributes) implements Part {
  public static final Attribute<AskedWorkflow> WORKFLOW =
      Attribute.part("workflow", AskedWorkflow.TYPE, "To execute a workflow.");

  public static final Attribute<AskedCommand> COMMAND =
      Attribute.part("command", AskedCommand.TYPE, "To run a command.");

  public static final PartType<Asked> TYPE =
      PartType.of(
          Asked.class,
          Asked::new,
          "What a run was asked for: one of the two.",
          List.of(WORKFLOW, COMMAND));

  public static Asked of(AskedWorkflow workflow) {
    return new Asked(new Attributes().with(WORKFLOW, workflow).build());
  }

  public static Asked of(AskedCommand command) {
    return new Asked(new Attributes().with(COMMAND, command).build());
  }

  public @Nullable AskedWorkflow workflow() {
    return get(WORKFLOW);
  }

  public @Nullable AskedCommand command() {
    return get(COMMAND);
  }
}
