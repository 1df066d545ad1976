package dev.clew.logs;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.ChainLink;
import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// One exception of a chain.
///
/// @param type such as `java.net.ConnectException`; null when the text does not say
/// @param message empty when it has none
public record CauseLink(@Nullable String type, String message) {
  Json.Obj toJson() {
    return new Attributes()
        .with(ChainLink.EXCEPTION, type)
        .with(ChainLink.MESSAGE, message.isEmpty() ? null : message)
        .build();
  }

  @Override
  public String toString() {
    return type == null ? message : message.isEmpty() ? type : type + ": " + message;
  }
}
