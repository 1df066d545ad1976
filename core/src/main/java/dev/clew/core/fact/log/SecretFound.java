package dev.clew.core.fact.log;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.util.List;

/// A value turned out to be secret, and earlier rows hold it in clear.
///
/// The kinds: `redaction_late`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record SecretFound(Json.Obj attributes) implements Fact {
  public static final Attribute<List<FoundSecret>> FINDINGS =
      Attribute.parts("findings", FoundSecret.TYPE, "Where they are.").by(Writer.RUN, Writer.EXEC);

  public static final FactType TYPE =
      new FactType(
              "SecretFound",
              List.of(Kind.REDACTION_LATE),
              "A value turned out to be secret, and earlier rows hold it in clear.",
              List.of(FINDINGS))
          .ofClewAlone();

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static SecretFound from(Event event) {
    return new SecretFound(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public List<FoundSecret> findings() {
    return get(FINDINGS, List.of());
  }
}
