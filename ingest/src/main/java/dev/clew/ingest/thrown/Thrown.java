package dev.clew.ingest.thrown;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.ChainLink;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An exception that a program tells of.
///
/// @param type `java.net.ConnectException`; null when it is not said
/// @param message null when it has none
/// @param stackTrace as the language prints it; null when it is not said
public record Thrown(@Nullable String type, @Nullable String message, @Nullable String stackTrace) {
  private static final String CAUSED_BY = "Caused by: ";
  private static final int MOST_CAUSES = 32;

  public String code() {
    return type == null ? "error" : type;
  }

  /// `java.net.ConnectException: Connection refused`.
  public String words() {
    return message == null ? code() : type == null ? message : type + ": " + message;
  }

  /// From the one that came out to its deepest cause.
  public List<Json> chain() {
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
