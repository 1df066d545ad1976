package dev.clew.workflow.catalog;

import dev.clew.workflow.source.Position;
import dev.clew.workflow.source.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The API definitions of every version.
public record Catalog(SourceFile source, List<Version> versions) {
  public Catalog {
    versions = List.copyOf(versions);
  }

  /// A workflow takes the version that has its own `version`.
  public record Version(String version, List<ApiDefinition> definitions, Position at) {
    public Version {
      definitions = List.copyOf(definitions);
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
