package dev.clew.languagesih.catalog;

import org.jspecify.annotations.Nullable;

/// A plug-in that the workflows of a version need.
///
/// @param assembly where the original's plug-in is; clew finds its own by `id`
/// @param contractVersion of the interface of plug-ins
public record CatalogPlugin(
    String id, @Nullable String assembly, String contractVersion, @Nullable String runtimeVersion) {
  /// When none is written.
  public static final String CONTRACT_VERSION = "1.0";
}
