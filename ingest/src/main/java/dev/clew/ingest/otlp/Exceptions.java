package dev.clew.ingest.otlp;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.ChainLink;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An exception, as the semantic conventions write it: in an event of a span, or in a log record.
///
/// @param type `java.net.ConnectException`; null when it is not said
/// @param message null when it has none
/// @param stackTrace as the language prints it; null when it is not said
record Exceptions(@Nullable String type, @Nullable String message, @Nullable String stackTrace) {
  static final String EVENT = "exception";
  private static final String TYPE = "exception.type";
  private static final String MESSAGE = "exception.message";
  private static final String STACK_TRACE = "exception.stacktrace";
  private static final Set<String> NAMES = Set.of(TYPE, MESSAGE, STACK_TRACE);
  private static final String CAUSED_BY = "Caused by: ";
  private static final int MOST_CAUSES = 32;

  /// Null when the attributes say nothing of one.
  static @Nullable Exceptions in(Json.Obj attributes) {
    String type = Said.text(attributes, TYPE);
    String message = Said.text(attributes, MESSAGE);
    return type == null && message == null
        ? null
        : new Exceptions(type, message, Said.text(attributes, STACK_TRACE));
  }

  /// The attributes without those that are said here.
  static Json.Obj without(Json.Obj attributes) {
    return attributes.keeping((name, value) -> !NAMES.contains(name));
  }

  String code() {
    return type == null ? "error" : type;
  }

  /// `java.net.ConnectException: Connection refused`.
  String words() {
    return message == null ? code() : type == null ? message : type + ": " + message;
  }

  /// From the one that came out to its deepest cause.
  List<Json> chain() {
    List<Json> links = new ArrayList<>();
    links.add(link(type, message));
    if (stackTrace != null) {
      stackTrace
          .lines()
          .filter(line -> line.startsWith(CAUSED_BY))
          .limit(MOST_CAUSES)
          .forEach(line -> links.add(cause(line.substring(CAUSED_BY.length()))));
    }
    return links;
  }

  private static Json cause(String said) {
    int colon = said.indexOf(": ");
    return colon < 0
        ? link(said.strip(), null)
        : link(said.substring(0, colon), said.substring(colon + 2));
  }

  private static Json link(@Nullable String type, @Nullable String message) {
    return new Attributes()
        .with(ChainLink.EXCEPTION, type)
        .with(ChainLink.MESSAGE, message)
        .build();
  }
}
