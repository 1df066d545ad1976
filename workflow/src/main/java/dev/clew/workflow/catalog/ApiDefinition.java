package dev.clew.workflow.catalog;

import dev.clew.core.json.Json;
import dev.clew.workflow.source.Position;
import dev.clew.workflow.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where one API is, per environment, as the catalog has it.
///
/// @param port replaces the port of every base URL
/// @param basePath starts with `/` and does not end with one, or is empty
public record ApiDefinition(
    String name,
    List<EnvironmentUrl> baseUrls,
    @Nullable Integer port,
    String basePath,
    Position at) {

  /// A base URL as written; `{{env:NAME}}` is allowed in it.
  public record EnvironmentUrl(String environment, Template url) {}

  public ApiDefinition {
    baseUrls = List.copyOf(baseUrls);
  }

  /// Ignoring case; null when the environment has no base URL here.
  public @Nullable Template baseUrl(String environment) {
    for (EnvironmentUrl each : baseUrls) {
      if (each.environment().equalsIgnoreCase(environment)) {
        return each.url();
      }
    }
    return null;
  }

  /// What the catalog says, not what it came to: this part enters the execution key.
  public Json.Obj toJson() {
    Json.Builder urls = Json.object();
    for (EnvironmentUrl each : baseUrls) {
      urls.put(each.environment(), each.url().text());
    }
    return Json.object()
        .put("name", name)
        .put("base_url", urls.build())
        .put("port", port)
        .put("base_path", basePath)
        .build();
  }
}
