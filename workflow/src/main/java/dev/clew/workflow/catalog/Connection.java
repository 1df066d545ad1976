package dev.clew.workflow.catalog;

import dev.clew.workflow.catalog.ApiDefinition.EnvironmentUrl;
import dev.clew.workflow.source.Position;
import dev.clew.workflow.template.Template;
import dev.clew.workflow.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a plug-in reaches its provider, such as the API of a model.
///
/// @param type `llm`
/// @param provider `openai`
/// @param port replaces the port of every base URL
/// @param basePath starts with `/` and does not end with one, or is empty
/// @param apiKeySecret the name of a secret, or a template
/// @param config what only the plug-in understands
public record Connection(
    String name,
    @Nullable String type,
    @Nullable String provider,
    List<EnvironmentUrl> baseUrls,
    @Nullable Integer port,
    String basePath,
    @Nullable Template apiKey,
    @Nullable Template apiKeySecret,
    YamlNode.@Nullable Mapping config,
    Position at) {
  public Connection {
    baseUrls = List.copyOf(baseUrls);
  }

  /// Ignoring case; null when the environment has no base URL here.
  public @Nullable Template baseUrl(String environment) {
    return EnvironmentUrl.find(baseUrls, environment);
  }
}
