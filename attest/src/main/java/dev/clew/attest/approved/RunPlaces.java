package dev.clew.attest.approved;

import dev.clew.runs.replay.DefinitionFiles;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where on this machine the files of a run are, or were.
///
/// @param file its ledger or report
/// @param folder in which a recorded command ran; null for a workflow
/// @param root the workflow that was run; null when the run captured none
public record RunPlaces(Path file, @Nullable Path folder, @Nullable CapturedDefinition root) {

  public static RunPlaces of(
      Path file, @Nullable Path folder, List<CapturedDefinition> definitions) {
    CapturedDefinition root =
        definitions.stream().filter(CapturedDefinition::isRoot).findFirst().orElse(null);
    return new RunPlaces(file, folder, root);
  }

  /// Null for what is no path on this machine.
  static @Nullable Path path(String name) {
    try {
      return name.isEmpty() ? null : Path.of(name);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /// Null when it is not there any more.
  public @Nullable Path onDisk(CapturedDefinition definition) {
    for (Path candidate : known(definition)) {
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    return path(definition.name()) == null
        ? null
        : new DefinitionFiles(file).find(definition.name());
  }

  /// Where it is, else everywhere it may have been.
  List<Path> candidates(CapturedDefinition definition) {
    Path there = onDisk(definition);
    if (there != null) {
      return List.of(there.toAbsolutePath().normalize());
    }
    List<Path> candidates = new ArrayList<>();
    for (Path known : known(definition)) {
      candidates.add(known.toAbsolutePath().normalize());
    }
    Path name = path(definition.name());
    Path above = file.toAbsolutePath().normalize().getParent();
    while (name != null && above != null) {
      candidates.add(above.resolve(name).normalize());
      above = above.getParent();
    }
    return candidates;
  }

  private List<Path> known(CapturedDefinition definition) {
    Path name = path(definition.name());
    if (name == null) {
      return List.of();
    }
    if (folder != null) {
      return List.of(folder.resolve(name));
    }
    Path workflow =
        root == null || definition.isNamedByUser()
            ? null
            : new DefinitionFiles(file).find(root.name());
    return workflow == null ? List.of() : List.of(workflow.resolveSibling(name));
  }
}
