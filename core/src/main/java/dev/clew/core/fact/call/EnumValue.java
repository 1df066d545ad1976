package dev.clew.core.fact.call;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;

/// What stands in the place of a name of an enum.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record EnumValue(Json.Obj attributes) implements Part {
  public static final Attribute<String> AT = Attribute.text("at", "Where in the request.");

  public static final Attribute<Json> VALUE = Attribute.json("value", "The value that was sent.");

  public static final PartType<EnumValue> TYPE =
      PartType.of(
          EnumValue.class,
          EnumValue::new,
          "What stands in the place of a name of an enum.",
          List.of(AT, VALUE));

  public String at() {
    return get(AT, "");
  }

  public Json value() {
    return get(VALUE, Json.NULL);
  }
}
