package dev.clew.core.fact.stage;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;

/// A value of another stage that this one reads.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record StageReference(Json.Obj attributes) implements Part {
  public static final Attribute<String> STAGE =
      Attribute.text("stage", "The path of the other stage.");

  public static final Attribute<String> FIELD = Attribute.text("field", "What of it is read.");

  public static final Attribute<String> AT = Attribute.text("at", "Where in this one.");

  public static final PartType<StageReference> TYPE =
      PartType.of(
              StageReference.class,
              StageReference::new,
              "A value of another stage that this one reads.",
              List.of(STAGE, FIELD, AT))
          .required(STAGE, FIELD, AT);

  public String stage() {
    return get(STAGE, "");
  }

  public String field() {
    return get(FIELD, "");
  }

  public String at() {
    return get(AT, "");
  }
}
