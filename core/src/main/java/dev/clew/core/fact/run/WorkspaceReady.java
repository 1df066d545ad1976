package dev.clew.core.fact.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.util.List;

/// The place to work is there. It belongs to boot and is not work.
///
/// The kinds: `workspace_ready`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record WorkspaceReady(Json.Obj attributes) implements Fact {
  public static final Attribute<String> PATH =
      Attribute.text("path", "In the workspace, with `/`.").by(Writer.EXEC);

  public static final FactType TYPE =
      new FactType(
          "WorkspaceReady",
          List.of(Kind.WORKSPACE_READY),
          "The place to work is there. It belongs to boot and is not work.",
          List.of(PATH));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static WorkspaceReady from(Event event) {
    return new WorkspaceReady(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public String path() {
    return get(PATH, "");
  }
}
