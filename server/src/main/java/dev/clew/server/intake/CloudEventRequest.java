package dev.clew.server.intake;

import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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
        attributes.put(own.substring(PREFIX.length()), Json.of(decoded(value)));
      }
    });
    return attributes.build();
  }

  /// Of percent-encoded UTF-8, as all is that is no printable ASCII; a sign that encodes nothing
  /// stands for itself.
  private static String decoded(String value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int at = 0; at < value.length(); at++) {
      boolean isCoded =
          value.charAt(at) == '%'
              && at + 2 < value.length()
              && HexFormat.isHexDigit(value.charAt(at + 1))
              && HexFormat.isHexDigit(value.charAt(at + 2));
      if (isCoded) {
        bytes.write(HexFormat.fromHexDigits(value, at + 1, at + 3));
        at += 2;
      } else {
        bytes.writeBytes(String.valueOf(value.charAt(at)).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
