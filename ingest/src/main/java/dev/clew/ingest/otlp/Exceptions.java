package dev.clew.ingest.otlp;

import dev.clew.core.json.Json;
import dev.clew.ingest.thrown.Thrown;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Exceptions, as the semantic conventions write them: in an event of a span, or in a log record.
final class Exceptions {
  static final String EVENT = "exception";
  private static final String TYPE = "exception.type";
  private static final String MESSAGE = "exception.message";
  private static final String STACK_TRACE = "exception.stacktrace";
  private static final Set<String> NAMES = Set.of(TYPE, MESSAGE, STACK_TRACE);

  private Exceptions() {}

  /// Null when the attributes say nothing of one.
  static @Nullable Thrown in(Json.Obj attributes) {
    String type = Said.text(attributes, TYPE);
    String message = Said.text(attributes, MESSAGE);
    return type == null && message == null
        ? null
        : new Thrown(type, message, Said.text(attributes, STACK_TRACE));
  }

  /// The attributes without those that are said there.
  static Json.Obj without(Json.Obj attributes) {
    return attributes.keeping((name, value) -> !NAMES.contains(name));
  }
}
