package dev.clew.core.fact.part;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Part;
import dev.clew.core.fact.attribute.PartType;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One exception of a chain.
///
/// @param attributes as they stand in the attribute, with those that clew does not know
public record ChainLink(Json.Obj attributes) implements Part {
  public static final Attribute<String> EXCEPTION =
      Attribute.text("type", "Such as `java.net.ConnectException`; absent: the text does not say.");

  public static final Attribute<String> MESSAGE = Attribute.text("message", "Absent: it has none.");

  public static final PartType<ChainLink> TYPE =
      PartType.of(
          ChainLink.class,
          ChainLink::new,
          "One exception of a chain.",
          List.of(EXCEPTION, MESSAGE));

  public @Nullable String exception() {
    return get(EXCEPTION);
  }

  public @Nullable String message() {
    return get(MESSAGE);
  }
}
