package dev.clew.core.fact.run;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;

/// A folder that was not looked into.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record LeftOut(Json.Obj attributes) implements Part {
  public static final Attribute<String> PATH =
      Attribute.text("path", "In the workspace, with `/`.");

  public static final Attribute<String> WHY = Attribute.text("why", "In words.");

  public static final PartType<LeftOut> TYPE =
      PartType.of(
          LeftOut.class, LeftOut::new, "A folder that was not looked into.", List.of(PATH, WHY));

  public String path() {
    return get(PATH, "");
  }

  public String why() {
    return get(WHY, "");
  }
}
