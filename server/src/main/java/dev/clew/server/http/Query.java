package dev.clew.server.http;

import com.linecorp.armeria.common.QueryParams;
import dev.clew.core.Nearest;
import dev.clew.core.json.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What stands behind the question mark. A name that the route does not know is refused: a filter
/// that is misspelt and passed over shows everything, and nobody notices.
public final class Query {
  private final QueryParams parameters;

  private Query(QueryParams parameters) {
    this.parameters = parameters;
  }

  static Query of(QueryParams parameters, Set<String> known) {
    for (String name : parameters.names()) {
      if (!known.contains(name)) {
        throw Problem.badRequest("query.unknown", "this route has no such parameter")
            .with("parameter", shown(name))
            .with("suggestion", Nearest.to(name, known))
            .with("known", Json.strings(known.stream().sorted().toList()))
            .raised();
      }
      if (parameters.getAll(name).size() > 1) {
        throw bad(name, "stands there more than once").raised();
      }
    }
    return new Query(parameters);
  }

  private static String shown(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "…";
  }

  public static Problem bad(String name, String what) {
    return Problem.badRequest("query.value", name + " " + what).with("parameter", name);
  }

  /// Null when it is absent or empty.
  public @Nullable String text(String name) {
    String value = parameters.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /// A whole number of a range.
  public long whole(String name, long otherwise, long least, long most) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    try {
      long whole = Long.parseLong(value);
      if (whole >= least && whole <= most) {
        return whole;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw bad(
            name, "is a whole number from " + least + (most < Long.MAX_VALUE ? " to " + most : ""))
        .raised();
  }

  /// Null when it is absent or empty.
  public @Nullable Boolean flag(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    if (value.equals("true") || value.equals("false")) {
      return value.equals("true");
    }
    throw bad(name, "is true or false").raised();
  }

  /// Those that are there, as they came.
  public List<String> names() {
    return List.copyOf(parameters.names());
  }
}
