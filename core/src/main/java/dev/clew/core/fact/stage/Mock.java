package dev.clew.core.fact.stage;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What answered in the place of a service.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record Mock(Json.Obj attributes) implements Part {
  /// The source of one that answers as a recorded run was answered.
  public static final String RECORDING = "recording";

  public static final Attribute<String> SOURCE =
      Attribute.text(
          "source",
          "`recording`: an answer of another run; absent: the definition says the answer.");

  public static final Attribute<Long> HTTP_STATUS =
      Attribute.whole("http_status", "The status of the answer; absent: none came.");

  public static final Attribute<Long> SIZE_BYTES = Attribute.whole("size_bytes", "Of the whole.");

  public static final Attribute<String> CAPTURED = Attribute.text("captured", "`all` or `none`.");

  public static final Attribute<String> MISSING =
      Attribute.text("missing", "Why there is no answer.");

  public static final PartType<Mock> TYPE =
      PartType.of(
          Mock.class,
          Mock::new,
          "What answered in the place of a service.",
          List.of(SOURCE, HTTP_STATUS, SIZE_BYTES, CAPTURED, MISSING));

  public String source() {
    return get(SOURCE, "");
  }

  public @Nullable Long httpStatus() {
    return get(HTTP_STATUS);
  }

  public @Nullable Long sizeBytes() {
    return get(SIZE_BYTES);
  }

  public @Nullable String captured() {
    return get(CAPTURED);
  }

  public @Nullable String missing() {
    return get(MISSING);
  }
}
