package dev.clew.core.fact.part;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A limit that was reached.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record OverLimit(Json.Obj attributes) implements Part {
  public static final Attribute<String> CODE =
      Attribute.text("code", "The name of the limit, `event.size_bytes`.");

  public static final Attribute<Long> LIMIT = Attribute.whole("limit", "Its value.");

  public static final Attribute<Long> ACTUAL =
      Attribute.whole("actual", "How much there was; absent: nobody counted on.");

  public static final Attribute<String> WHERE =
      Attribute.text("where", "The member that is too large.");

  public static final PartType<OverLimit> TYPE =
      PartType.of(
          OverLimit.class,
          OverLimit::new,
          "A limit that was reached.",
          List.of(CODE, LIMIT, ACTUAL, WHERE));

  public String code() {
    return get(CODE, "");
  }

  public @Nullable Long limit() {
    return get(LIMIT);
  }

  public @Nullable Long actual() {
    return get(ACTUAL);
  }

  public @Nullable String where() {
    return get(WHERE);
  }
}
