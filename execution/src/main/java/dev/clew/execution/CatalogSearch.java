package dev.clew.execution;

import dev.clew.runs.file.ShownPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the catalog of a workflow: in its folder and upwards. From a folder called `workflows`,
/// its parent is looked at first, as SphereIntegrationHub does.
public final class CatalogSearch {
  private static final List<String> NAMES =
      List.of("api.catalog", "api-catalog.yaml", "api-catalog.yml");

  private CatalogSearch() {}

  public static @Nullable Path from(Path workflow) {
    Path absolute = workflow.toAbsolutePath().normalize();
    for (Path folder = absolute.getParent(); folder != null; folder = folder.getParent()) {
      Path parent = folder.getParent();
      Path name = folder.getFileName();
      if (parent != null && name != null && name.toString().equals("workflows")) {
        Path beside = in(parent);
        if (beside != null) {
          return ShownPath.of(beside);
        }
      }
      Path found = in(folder);
      if (found != null) {
        return ShownPath.of(found);
      }
    }
    return null;
  }

  private static @Nullable Path in(Path folder) {
    for (String name : NAMES) {
      Path candidate = folder.resolve(name);
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
