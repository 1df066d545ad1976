package dev.clew.plan.scope;

import dev.clew.core.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A response as the values of later stages can be made of it.
///
/// @param headers by name; names are compared ignoring case, and several values are joined by `, `
///   (RFC 9110 §5.3)
public record ResponseValues(int status, Map<String, List<String>> headers, Body body) {

  /// What could be made of the body.
  public sealed interface Body {
    record Value(Json json) implements Body {}

    /// A body that is not JSON, or empty. As a whole it is text; it has no paths.
    record Text(String text) implements Body {}

    /// @param reason follows "response.body is missing: ", such as `the response has no body`
    record Absent(String reason) implements Body {}
  }

  public ResponseValues {
    headers = Map.copyOf(headers);
  }

  public @Nullable String header(String name) {
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return String.join(", ", header.getValue());
      }
    }
    return null;
  }
}
