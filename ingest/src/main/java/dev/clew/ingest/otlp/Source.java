package dev.clew.ingest.otlp;

import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// Who says it.
///
/// @param resource the attributes of the process, the host, the service
/// @param resourceText the same, as canonical text
/// @param scope the library that says it; null when it has no name
record Source(Json.Obj resource, String resourceText, @Nullable String scope) {
  static Source of(Json.Obj resource) {
    return new Source(resource, Canonical.text(Json.interoperable(resource)), null);
  }

  Source in(String otherScope) {
    return new Source(resource, resourceText, otherScope.isEmpty() ? null : otherScope);
  }

  /// Null when it has no name.
  @Nullable String service() {
    return Said.text(resource, "service.name");
  }

  String producer() {
    String service = service();
    return service == null ? "otlp" : "otlp/" + service;
  }
}
