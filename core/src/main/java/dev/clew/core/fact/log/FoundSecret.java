package dev.clew.core.fact.log;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A secret that stands in an earlier row, in clear.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record FoundSecret(Json.Obj attributes) implements Part {
  public static final Attribute<Long> ROW = Attribute.whole("row", "The offset of that row.");

  public static final Attribute<String> WHERE =
      Attribute.text("where", "The member that holds it.");

  public static final Attribute<String> NAME =
      Attribute.text("name", "Under which name it is known now.");

  public static final Attribute<Long> LEN = Attribute.whole("len", "How many characters it has.");

  public static final PartType<FoundSecret> TYPE =
      PartType.of(
          FoundSecret.class,
          FoundSecret::new,
          "A secret that stands in an earlier row, in clear.",
          List.of(ROW, WHERE, NAME, LEN));

  public @Nullable Long row() {
    return get(ROW);
  }

  public String where() {
    return get(WHERE, "");
  }

  public String name() {
    return get(NAME, "");
  }

  public @Nullable Long len() {
    return get(LEN);
  }
}
