package dev.clew.logs;

import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// One exception of a chain.
///
/// @param type such as `java.net.ConnectException`; null when the text does not say
/// @param message empty when it has none
public record CauseLink(@Nullable String type, String message) {
  Json.Obj toJson() {
    return Json.object()
        .put("type", type)
        .put("message", message.isEmpty() ? null : message)
        .build();
  }

  @Override
  public String toString() {
    return type == null ? message : message.isEmpty() ? type : type + ": " + message;
  }
}
