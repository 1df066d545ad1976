package dev.clew.diff.part;

import dev.clew.core.fact.part.Missing;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// Stands in a tree of facts where something was, and was not kept. It is not equal to anything: a
/// comparison with it has no answer.
public final class NotCaptured {
  private static final String MEMBER = "not_captured";
  private static final String MARK = "clew";

  private NotCaptured() {}

  /// @param sizeBytes null when nobody knows
  public static Json of(String why, @Nullable Long sizeBytes) {
    return Json.object()
        .put(
            MARK,
            Json.object().put(MEMBER, true).put("why", why).put("size_bytes", sizeBytes).build())
        .build();
  }

  /// The value; what stands for it when it was too large.
  static Json valueOf(NamedValue value) {
    return isTooLarge(value) ? of("too large to be kept", null) : escaped(value.value());
  }

  static boolean isTooLarge(NamedValue value) {
    Missing missing = value.missing();
    return missing != null && missing.code().equals("over_limit");
  }

  public static boolean is(@Nullable Json value) {
    return value instanceof Json.Obj object
        && object.members().size() == 1
        && object.object(MARK).flag(MEMBER);
  }

  /// `not captured, 24 bytes`
  public static String words(Json marker) {
    Json.Obj about = ((Json.Obj) marker).object(MARK);
    Long size = about.whole("size_bytes");
    return about.text("why", "not captured") + (size == null ? "" : ", " + size + " bytes");
  }

  /// The value as it is; one that looks like a marker as its text, so that no service can declare
  /// its own answer as not captured.
  public static Json escaped(Json value) {
    return is(value) ? Json.of(value.toString()) : value;
  }
}
