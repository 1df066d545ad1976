package dev.clew.core.fact.stage;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a message breaks its contract.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record Violation(Json.Obj attributes) implements Part {
  public static final Attribute<String> WHERE = Attribute.text("where", "The member.");

  public static final Attribute<String> MESSAGE = Attribute.text("message", "What is wrong.");

  public static final Attribute<String> SOURCE =
      Attribute.text("source", "The part of the contract.");

  public static final PartType<Violation> TYPE =
      PartType.of(
          Violation.class,
          Violation::new,
          "How a message breaks its contract.",
          List.of(WHERE, MESSAGE, SOURCE));

  public @Nullable String where() {
    return get(WHERE);
  }

  public String message() {
    return get(MESSAGE, "");
  }

  public @Nullable String source() {
    return get(SOURCE);
  }
}
