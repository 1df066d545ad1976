package dev.clew.core.fact.stage;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// In which band the time of a stage lies.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record LatencyBand(Json.Obj attributes) implements Part {
  public static final Attribute<String> PROFILE =
      Attribute.text("profile", "The profile of bands.");

  public static final Attribute<String> BAND = Attribute.text("band", "The band.");

  public static final Attribute<String> COLOR = Attribute.text("color", "As the profile says.");

  public static final Attribute<String> LABEL = Attribute.text("label", "As the profile says.");

  public static final Attribute<Json> MIN_MS =
      Attribute.number("min_ms", "Where the band begins; only in a report that was taken in.");

  public static final Attribute<Json> MAX_MS =
      Attribute.number("max_ms", "Where it ends; only in a report that was taken in.");

  public static final PartType<LatencyBand> TYPE =
      PartType.of(
          LatencyBand.class,
          LatencyBand::new,
          "In which band the time of a stage lies.",
          List.of(PROFILE, BAND, COLOR, LABEL, MIN_MS, MAX_MS));

  public String profile() {
    return get(PROFILE, "");
  }

  public String band() {
    return get(BAND, "");
  }

  public @Nullable String color() {
    return get(COLOR);
  }

  public @Nullable String label() {
    return get(LABEL);
  }

  public @Nullable Json minMs() {
    return get(MIN_MS);
  }

  public @Nullable Json maxMs() {
    return get(MAX_MS);
  }
}
