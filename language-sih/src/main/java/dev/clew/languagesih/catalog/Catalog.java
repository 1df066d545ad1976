package dev.clew.languagesih.catalog;

import dev.clew.core.source.Position;
import dev.clew.core.source.SourceFile;
import dev.clew.plan.stage.LatencyProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The API definitions of every version.
public record Catalog(SourceFile source, List<Version> versions) {
  public Catalog {
    versions = List.copyOf(versions);
  }

  /// A workflow takes the version that has its own `version`.
  ///
  /// @param assertionFailuresBlock whether an assertion that says nothing itself makes its stage
  ///   fail; null when the catalog does not say, which is yes
  /// @param baselineSnapshot the run that others are compared with: a path relative to the catalog
  public record Version(
      String version,
      List<ApiDefinition> definitions,
      @Nullable Boolean assertionFailuresBlock,
      @Nullable String baselineSnapshot,
      List<LatencyProfile> latencyProfiles,
      List<Connection> connections,
      List<CatalogPlugin> plugins,
      Position at) {
    public Version {
      definitions = List.copyOf(definitions);
      latencyProfiles = List.copyOf(latencyProfiles);
      connections = List.copyOf(connections);
      plugins = List.copyOf(plugins);
    }

    /// Ignoring case.
    public @Nullable LatencyProfile latencyProfile(String name) {
      for (LatencyProfile profile : latencyProfiles) {
        if (profile.name().equalsIgnoreCase(name)) {
          return profile;
        }
      }
      return null;
    }

    /// Ignoring case.
    public @Nullable Connection connection(String name) {
      for (Connection connection : connections) {
        if (connection.name().equalsIgnoreCase(name)) {
          return connection;
        }
      }
      return null;
    }

    /// Ignoring case.
    public @Nullable ApiDefinition definition(String name) {
      for (ApiDefinition definition : definitions) {
        if (definition.name().equalsIgnoreCase(name)) {
          return definition;
        }
      }
      return null;
    }
  }

  /// Ignoring case.
  public @Nullable Version version(String wanted) {
    for (Version version : versions) {
      if (version.version().equalsIgnoreCase(wanted)) {
        return version;
      }
    }
    return null;
  }
}
