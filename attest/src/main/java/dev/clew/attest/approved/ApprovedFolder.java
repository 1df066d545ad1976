package dev.clew.attest.approved;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A folder of approved files. They may lie in it as they did for the run, or with fewer folders
/// around them; never outside of it.
record ApprovedFolder(Path folder) implements Approved {
  @Override
  public String shown() {
    return folder.toString();
  }

  @Override
  public List<CapturedDefinition> concerned(List<CapturedDefinition> captured, RunPlaces places) {
    return captured;
  }

  @Override
  public @Nullable Found find(CapturedDefinition definition, RunPlaces places) {
    Path within = folder.toAbsolutePath().normalize();
    for (Path candidate : candidates(definition, places)) {
      boolean isWithin = candidate.toAbsolutePath().normalize().startsWith(within);
      if (isWithin && Files.isRegularFile(candidate)) {
        return Approved.read(candidate.normalize());
      }
    }
    return null;
  }

  /// The likeliest first: beside the approved workflow, then by its own name, then by ever less of
  /// that.
  private List<Path> candidates(CapturedDefinition definition, RunPlaces places) {
    List<Path> below = below(definition.name());
    List<Path> candidates = new ArrayList<>();
    CapturedDefinition root = places.root();
    if (!definition.isRoot() && root != null) {
      Path beside = RunPlaces.path(definition.name());
      for (Path workflow : below(root.name())) {
        if (beside != null && !beside.isAbsolute() && Files.isRegularFile(workflow)) {
          candidates.add(workflow.resolveSibling(beside));
          break;
        }
      }
    }
    if (definition.isNamedByUser() && !below.isEmpty()) {
      candidates.addFirst(below.getFirst());
    }
    candidates.addAll(below);
    return candidates;
  }

  /// Of `a/b/c`: `a/b/c`, `b/c`, `c` in this folder.
  private List<Path> below(String name) {
    List<Path> found = new ArrayList<>();
    Path path = RunPlaces.path(name);
    if (path == null) {
      return found;
    }
    for (int from = 0; from < path.getNameCount(); from++) {
      if (!isUp(path.getName(from))) {
        found.add(folder.resolve(path.subpath(from, path.getNameCount())));
      }
    }
    return found;
  }

  private static boolean isUp(Path part) {
    String text = part.toString();
    return text.equals("..") || text.equals(".") || text.isEmpty();
  }
}
