package dev.clew.workflow.catalog;

import org.jspecify.annotations.Nullable;

/// What an `apiRef` stands for in one environment.
///
/// @param name the `apiRef`
/// @param definition the name of the catalog's definition
/// @param baseUrl `http://host:port/path` without a `/` at the end and without the base path
/// @param basePath as in [ApiDefinition]
/// @param from where the base URL was found: `override`, or a place in the catalog
/// @param entry the definition as written; absent when an override made it unnecessary
public record ResolvedApi(
    String name,
    String definition,
    String baseUrl,
    String basePath,
    String from,
    @Nullable ApiDefinition entry) {

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
