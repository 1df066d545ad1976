package dev.clew.languagesih.catalog;

import dev.clew.core.json.Json;
import dev.clew.core.source.Position;
import dev.clew.languagesih.template.Template;
import dev.clew.plan.api.Readiness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where one API is, per environment, and what is known of it, as the catalog has it.
///
/// @param version of the catalog, in which it stands
/// @param port replaces the port of every base URL
/// @param basePath starts with `/` and does not end with one, or is empty
/// @param contract null when the catalog names none
/// @param healthCheck is asked with GET before a run; null for never
/// @param latencyProfile the name of one of the version's profiles, or of the workflow's
/// @param apiKey for plug-ins; text without a token is a secret
/// @param apiKeySecret for plug-ins: the name of a secret, or a template
public record ApiDefinition(
    String name,
    String version,
    List<EnvironmentUrl> baseUrls,
    @Nullable Integer port,
    String basePath,
    @Nullable ContractSource contract,
    @Nullable CatalogUrl healthCheck,
    Readiness readiness,
    @Nullable String latencyProfile,
    @Nullable Template apiKey,
    @Nullable Template apiKeySecret,
    Position at) {

  /// A base URL as written; `{{env:NAME}}` is allowed in it.
  public record EnvironmentUrl(String environment, Template url) {
    static @Nullable Template find(List<EnvironmentUrl> urls, String environment) {
      for (EnvironmentUrl each : urls) {
        if (each.environment().equalsIgnoreCase(environment)) {
          return each.url();
        }
      }
      return null;
    }
  }

  public ApiDefinition {
    baseUrls = List.copyOf(baseUrls);
  }

  /// Ignoring case; null when the environment has no base URL here.
  public @Nullable Template baseUrl(String environment) {
    return EnvironmentUrl.find(baseUrls, environment);
  }

  /// What the catalog says, not what it came to: this part enters the execution key. A key of the
  /// API does not.
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
        .put("contract", contract == null ? null : contract.toJson())
        .put("health_check", healthCheck == null ? null : healthCheck.text())
        .put("readiness", readiness.equals(Readiness.DEFAULTS) ? null : readiness.toJson())
        .put("latency_profile", latencyProfile)
        .build();
  }
}
