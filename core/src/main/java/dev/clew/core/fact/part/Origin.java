package dev.clew.core.fact.part;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a value was read from.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record Origin(Json.Obj attributes) implements Part {
  /// The kind of a variable of the environment.
  public static final String ENVIRONMENT = "env";

  /// The kind of what the clock said.
  public static final String CLOCK = "system";

  /// The kind of what was drawn.
  public static final String RANDOM = "random";

  public static final Attribute<String> KIND =
      Attribute.text(
          "kind",
          "`input`, `env` (a variable of the environment), `stage`, `response`, `workflow`, `context`, `global`, `var`, `system` (the clock), `random`, `template` (of several), `literal`, or a word of another producer.");

  public static final Attribute<String> NAME = Attribute.text("name", "Of the input or variable.");

  public static final Attribute<String> STAGE =
      Attribute.text("stage", "The stage whose output it is.");

  public static final Attribute<String> FIELD =
      Attribute.text("field", "Which part of the stage: `output.accountId`.");

  public static final Attribute<String> AT =
      Attribute.text("at", "Of the clock, and of what was drawn by it: what the clock read.");

  public static final Attribute<String> ZONE =
      Attribute.text("zone", "Of the clock: how far the local time was from UTC.");

  public static final PartType<Origin> TYPE =
      PartType.of(
              Origin.class,
              Origin::new,
              "What a value was read from.",
              List.of(KIND, NAME, STAGE, FIELD, AT, ZONE))
          .required(KIND);

  public String kind() {
    return get(KIND, "");
  }

  public @Nullable String name() {
    return get(NAME);
  }

  public @Nullable String stage() {
    return get(STAGE);
  }

  public @Nullable String field() {
    return get(FIELD);
  }

  public @Nullable String at() {
    return get(AT);
  }

  public @Nullable String zone() {
    return get(ZONE);
  }
}
