package dev.clew.core.fact.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The job can be started here, if these artifacts are there.
///
/// The kinds: `replay_boundary`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record ReplayBoundary(Json.Obj attributes) implements Fact {
  public static final Attribute<String> FROM =
      Attribute.text("from", "The word of the command; absent: the stage.").by(Writer.OTHERS);

  public static final Attribute<List<String>> INPUTS =
      Attribute.texts("inputs", "Ids of artifacts.").by(Writer.OTHERS);

  public static final Attribute<List<String>> REUSES =
      Attribute.texts("reuses", "Stages whose results stand.").by(Writer.OTHERS);

  public static final FactType TYPE =
      new FactType(
          "ReplayBoundary",
          List.of(Kind.REPLAY_BOUNDARY),
          "The job can be started here, if these artifacts are there.",
          List.of(FROM, INPUTS, REUSES));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static ReplayBoundary from(Event event) {
    return new ReplayBoundary(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable String from() {
    return get(FROM);
  }

  public List<String> inputs() {
    return get(INPUTS, List.of());
  }

  public List<String> reuses() {
    return get(REUSES, List.of());
  }
}
