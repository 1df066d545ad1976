package dev.clew.core.fact.stage;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a resource was ensured, in a report that was taken in.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record Ensured(Json.Obj attributes) implements Part {
  public static final Attribute<String> MODE = Attribute.text("mode", "As the other tool says it.");

  public static final Attribute<String> STATUS = Attribute.text("status", "`passed` or `failed`.");

  public static final PartType<Ensured> TYPE =
      PartType.of(
          Ensured.class,
          Ensured::new,
          "How a resource was ensured, in a report that was taken in.",
          List.of(MODE, STATUS));

  public @Nullable String mode() {
    return get(MODE);
  }

  public @Nullable String status() {
    return get(STATUS);
  }
}
