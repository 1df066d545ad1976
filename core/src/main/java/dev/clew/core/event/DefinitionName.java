package dev.clew.core.event;

import java.util.ArrayList;
import java.util.List;

/// The name of a file of a definition as it is seen from the folder of the workflow that uses it,
/// so that it does not depend on where a command was started.
public final class DefinitionName {
  private DefinitionName() {}

  /// `child.workflow` for `flows/main.workflow` and `flows/child.workflow`, `../api.catalog` for
  /// `api.catalog`. A file that cannot be reached from there by names alone keeps the one it has.
  ///
  /// @param workflow the name of the workflow's own file, with `/` between its parts
  /// @param file the name of another, from the same place
  public static String from(String workflow, String file) {
    List<String> folder = parts(workflow);
    List<String> parts = parts(file);
    if (workflow.startsWith("/") != file.startsWith("/")) {
      return file;
    }
    folder.removeLast();
    int shared = 0;
    while (shared < folder.size()
        && shared < parts.size() - 1
        && folder.get(shared).equals(parts.get(shared))) {
      shared++;
    }
    List<String> up = folder.subList(shared, folder.size());
    if (up.contains("..")) {
      return file;
    }
    return "../".repeat(up.size()) + String.join("/", parts.subList(shared, parts.size()));
  }

  private static List<String> parts(String name) {
    List<String> parts = new ArrayList<>(List.of(name.split("/", -1)));
    parts.removeIf(part -> part.equals("."));
    return parts.isEmpty() ? new ArrayList<>(List.of(name)) : parts;
  }
}
