package dev.clew.core.fact.part;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A payload that was not stored.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record OmittedPayload(Json.Obj attributes) implements Part {
  public static final Attribute<String> REASON =
      Attribute.text("reason", "`binary`: no secret can be found in it.");

  public static final Attribute<Long> SIZE_BYTES = Attribute.whole("size_bytes", "Of the whole.");

  public static final PartType<OmittedPayload> TYPE =
      PartType.of(
          OmittedPayload.class,
          OmittedPayload::new,
          "A payload that was not stored.",
          List.of(REASON, SIZE_BYTES));

  public String reason() {
    return get(REASON, "");
  }

  public @Nullable Long sizeBytes() {
    return get(SIZE_BYTES);
  }
}
