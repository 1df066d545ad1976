package dev.clew.execution;

import dev.clew.core.Refusal;
import dev.clew.core.source.SourceFile;
import dev.clew.plan.source.WorkflowFiles;
import dev.clew.runs.file.TextFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The files that a workflow names, on the disk. A path is relative to the file in which it stands;
/// a logical name is relative to the folder of the workflow that is run. Thread-safe.
public final class DiskFiles implements WorkflowFiles {
  private final Path folder;
  private final Map<String, Path> byLogicalName = new ConcurrentHashMap<>();

  /// @param root the workflow that is run, and by which name it was read
  public DiskFiles(Path root, String logicalName) {
    Path absolute = root.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    this.folder = parent == null ? absolute : parent;
    byLogicalName.put(logicalName, absolute);
  }

  @Override
  public Read read(String from, String path) {
    Path file;
    try {
      file = beside(from).resolve(path).normalize();
    } catch (InvalidPathException e) {
      return new Read.Failed(path + ": this is not a path");
    }
    // A pipe would be waited for.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return new Read.Failed(path + ": this is not a regular file");
    }
    try {
      String name = logicalName(file);
      String text = TextFile.read(file, path);
      byLogicalName.put(name, file);
      return new Read.Text(new SourceFile(name, text));
    } catch (Refusal e) {
      return new Read.Failed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public @Nullable Read readIfThere(String from, String path) {
    return Files.exists(beside(from).resolve(path)) ? read(from, path) : null;
  }

  private Path beside(String from) {
    Path known = byLogicalName.get(from);
    Path file = known == null ? folder.resolve(from) : known;
    Path parent = file.getParent();
    return parent == null ? folder : parent;
  }

  /// With `/` on every system, so that a recording is the same everywhere.
  private String logicalName(Path file) {
    for (Map.Entry<String, Path> known : byLogicalName.entrySet()) {
      if (known.getValue().equals(file)) {
        return known.getKey();
      }
    }
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
