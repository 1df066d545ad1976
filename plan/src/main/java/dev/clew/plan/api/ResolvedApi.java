package dev.clew.plan.api;

import dev.clew.core.json.Json;
import dev.clew.plan.expression.Expression;
import org.jspecify.annotations.Nullable;

/// What the name of an API stands for in one environment.
///
/// @param name as stages call it
/// @param definition the name of its definition
/// @param baseUrl `http://host:port/path` without a `/` at the end and without the base path
/// @param basePath starts with `/` and does not end with one, or is empty
/// @param from where the base URL was found: `override`, or a place in the catalog
/// @param written what is said of it that is a part of the work: this enters the execution key
/// @param defaults what a plug-in's stage that says nothing itself is configured with: an object
/// @param entry what is known of it beside its address; absent when an override made it unnecessary
public record ResolvedApi(
    String name,
    String definition,
    String baseUrl,
    String basePath,
    String from,
    Json written,
    Expression defaults,
    @Nullable ApiEntry entry) {

  /// The URL of a path and query. The base path is not put in front of a path that already starts
  /// with it.
  ///
  /// @param target what follows the base URL: empty, or a path, a query or both, already escaped
  public String url(String target) {
    String path =
        target.isEmpty() || target.startsWith("/") || target.startsWith("?")
            ? target
            : "/" + target;
    return baseUrl + (startsWithBasePath(path) ? "" : basePath) + path;
  }

  private boolean startsWithBasePath(String path) {
    if (!path.startsWith(basePath)) {
      return false;
    }
    int end = basePath.length();
    return path.length() == end || path.charAt(end) == '/' || path.charAt(end) == '?';
  }
}
