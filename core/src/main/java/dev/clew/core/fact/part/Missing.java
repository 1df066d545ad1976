package dev.clew.core.fact.part;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;

/// Why a value is not there.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record Missing(Json.Obj attributes) implements Part {
  /// It was too large, and is not recorded.
  public static final String OVER_LIMIT = "over_limit";

  /// Nobody gave it, and nobody had to.
  public static final String NOT_SUPPLIED = "not_supplied";

  public static final Attribute<String> CODE =
      Attribute.text("code", "Such as `not_supplied`, `over_limit`, `masked`.");

  public static final Attribute<String> REASON = Attribute.text("reason", "One sentence.");

  public static final Attribute<Boolean> ACCEPTED =
      Attribute.flag("accepted", "The definition allows that; absent: it does not.");

  public static final PartType<Missing> TYPE =
      PartType.of(
              Missing.class,
              Missing::new,
              "Why a value is not there.",
              List.of(CODE, REASON, ACCEPTED))
          .required(CODE, REASON);

  public String code() {
    return get(CODE, "");
  }

  public String reason() {
    return get(REASON, "");
  }

  public boolean accepted() {
    return get(ACCEPTED, false);
  }

  public static Missing of(String code, String reason) {
    return new Missing(new Attributes().with(CODE, code).with(REASON, reason).build());
  }
}
