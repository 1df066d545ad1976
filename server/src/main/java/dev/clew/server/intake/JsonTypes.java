package dev.clew.server.intake;

import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Problem;
import java.util.Set;

/// As what events in JSON may come.
final class JsonTypes {
  /// Of `curl -d`, which sends whatever it is given under the name of a form.
  private static final String FORM = "x-www-form-urlencoded";

  private static final Set<String> TYPES =
      Set.of("json", "x-ndjson", "ndjson", "jsonl", "x-jsonlines", "plain", FORM);

  private JsonTypes() {}

  static void require(Exchange exchange) {
    MediaType type = exchange.headers().contentType();
    if (type != null && !TYPES.contains(type.subtype())) {
      throw Problem.of(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "body.type",
              "events are application/json or application/x-ndjson")
          .header("accept", "application/json, application/x-ndjson")
          .raised();
    }
  }
}
