package dev.clew.core.fact.run;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;

/// Where a value came from that is not among the words.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record ProvidedFrom(Json.Obj attributes) implements Part {
  public static final Attribute<String> NAME = Attribute.text("name", "The input or secret.");

  public static final Attribute<String> WHERE =
      Attribute.text("where", "Such as a file or a variable.");

  public static final PartType<ProvidedFrom> TYPE =
      PartType.of(
          ProvidedFrom.class,
          ProvidedFrom::new,
          "Where a value came from that is not among the words.",
          List.of(NAME, WHERE));

  public String name() {
    return get(NAME, "");
  }

  public String where() {
    return get(WHERE, "");
  }
}
