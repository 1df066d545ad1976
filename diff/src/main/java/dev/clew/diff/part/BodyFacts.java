package dev.clew.diff.part;

import dev.clew.core.event.Payload;
import dev.clew.core.fact.call.Body;
import dev.clew.core.json.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Bodies as trees; each is read once, however often it was sent.
final class BodyFacts {
  private final BodyReader reader;
  private final Map<String, Json> read = new HashMap<>();

  BodyFacts(BodyReader reader) {
    this.reader = reader;
  }

  /// Null when the message had no body.
  ///
  /// @param said what the event says about the body: size, type, how much of it was captured
  /// @param payload null when it was not kept, or has expired
  @Nullable Json of(Body said, @Nullable Payload payload) {
    Long size = said.sizeBytes();
    if (size != null && size == 0) {
      return null;
    }
    String captured = said.get(Body.CAPTURED, "all");
    if (captured.equals("cut")) {
      return NotCaptured.of("only its beginning was captured", size);
    }
    if (!captured.equals("all")) {
      return NotCaptured.of("not captured", size);
    }
    if (payload == null) {
      return NotCaptured.of("no longer there", size);
    }
    return read.computeIfAbsent(payload.digest().hex(), digest -> read(payload));
  }

  private Json read(Payload payload) {
    String text = payload.text();
    if (text == null) {
      return Json.object()
          .put("sha256", payload.digest().hex())
          .put("size_bytes", payload.sizeBytes())
          .build();
    }
    Json value = isJson(text) ? reader.read(text) : null;
    return NotCaptured.escaped(value == null ? Json.of(text) : value);
  }

  private static boolean isJson(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at < text.length() && "{[\"".indexOf(text.charAt(at)) >= 0;
  }
}
