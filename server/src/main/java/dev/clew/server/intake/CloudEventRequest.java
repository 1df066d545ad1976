package dev.clew.server.intake;

import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.core.Percent;
import dev.clew.core.json.Json;
import java.util.Set;

/// How a request has CloudEvents in it
/// (<https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md>).
final class CloudEventRequest {
  private static final Set<String> STRUCTURED =
      Set.of("cloudevents+json", "cloudevents-batch+json");
  private static final String PREFIX = "ce-";

  private CloudEventRequest() {}

  /// Whether its body is one or several.
  static boolean isStructured(RequestHeaders asked) {
    MediaType type = asked.contentType();
    return type != null && type.type().equals("application") && STRUCTURED.contains(type.subtype());
  }

  /// Whether its headers are those of one.
  static boolean isBinary(RequestHeaders asked) {
    return asked.contains(PREFIX + "specversion");
  }

  /// What stands in the headers.
  static Json.Obj attributes(RequestHeaders asked) {
    Json.Builder attributes = Json.object();
    asked.forEach((name, value) -> {
      String own = name.toString();
      if (own.startsWith(PREFIX)) {
        attributes.put(own.substring(PREFIX.length()), Json.of(Percent.decoded(value)));
      }
    });
    return attributes.build();
  }
}
