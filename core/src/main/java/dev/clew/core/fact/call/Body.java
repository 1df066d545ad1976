package dev.clew.core.fact.call;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was sent or came as a body; the bytes are the payload of the event.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record Body(Json.Obj attributes) implements Part {
  /// The payload holds all of it.
  public static final String ALL = "all";

  /// The payload holds its beginning.
  public static final String CUT = "cut";

  /// There is no payload.
  public static final String NONE = "none";

  public static final Attribute<Long> SIZE_BYTES =
      Attribute.whole("size_bytes", "Of the whole body, before anything was cut or redacted.");

  public static final Attribute<String> CAPTURED =
      Attribute.word("captured", "How much of it the payload holds.", ALL, CUT, NONE);

  public static final Attribute<String> CONTENT_TYPE =
      Attribute.text("content_type", "As the header says; absent: there was none.");

  public static final Attribute<String> REASON =
      Attribute.text(
          "reason", "Why not all is captured; absent: all is, or the capture level says so.");

  public static final PartType<Body> TYPE =
      PartType.of(
              Body.class,
              Body::new,
              "What was sent or came as a body; the bytes are the payload of the event.",
              List.of(SIZE_BYTES, CAPTURED, CONTENT_TYPE, REASON))
          .required(SIZE_BYTES, CAPTURED)
          .closed();

  public @Nullable Long sizeBytes() {
    return get(SIZE_BYTES);
  }

  public String captured() {
    return get(CAPTURED, "");
  }

  public @Nullable String contentType() {
    return get(CONTENT_TYPE);
  }

  public @Nullable String reason() {
    return get(REASON);
  }
}
