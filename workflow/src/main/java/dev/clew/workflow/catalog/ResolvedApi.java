package dev.clew.workflow.catalog;

import dev.clew.core.json.Json;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.TemplateTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an `apiRef` stands for in one environment.
///
/// @param name the `apiRef`
/// @param definition the name of the catalog's definition
/// @param baseUrl `http://host:port/path` without a `/` at the end and without the base path
/// @param basePath as in [ApiDefinition]
/// @param from where the base URL was found: `override`, or a place in the catalog
/// @param entry the definition as written; absent when an override made it unnecessary
/// @param connection what the catalog says of it, when it is a connection and no definition
public record ResolvedApi(
    String name,
    String definition,
    String baseUrl,
    String basePath,
    String from,
    @Nullable ApiDefinition entry,
    @Nullable Connection connection) {
  /// One of the catalog's definitions.
  public ResolvedApi(
      String name,
      String definition,
      String baseUrl,
      String basePath,
      String from,
      @Nullable ApiDefinition entry) {
    this(name, definition, baseUrl, basePath, from, entry, null);
  }

  /// What the catalog says of it that is a part of the work: this enters the execution key.
  public Json written() {
    if (connection != null) {
      return connection.toJson();
    }
    return entry == null ? Json.of(definition) : entry.toJson();
  }

  /// What a plug-in's stage that says nothing itself is configured with: the connection's `config`,
  /// and the keys.
  public TemplateTree.Members defaults() {
    List<TemplateTree.Member> members = new ArrayList<>();
    if (connection != null) {
      members.addAll(connection.config().members());
    }
    if (entry != null) {
      key(members, "apiKeySecret", entry.apiKeySecret());
      key(members, "apiKey", entry.apiKey());
    }
    return new TemplateTree.Members(members);
  }

  private static void key(
      List<TemplateTree.Member> members, String name, @Nullable Template template) {
    if (template != null) {
      members.add(new TemplateTree.Member(name, new TemplateTree.Text(template)));
    }
  }

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
