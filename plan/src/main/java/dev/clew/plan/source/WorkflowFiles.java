package dev.clew.plan.source;

import dev.clew.core.source.SourceFile;
import org.jspecify.annotations.Nullable;

/// Reads the files that a workflow names: child workflows, environment files, bodies, payloads and
/// data. From the disk, or from a recording.
@FunctionalInterface
public interface WorkflowFiles {
  /// @param from the logical name of the file in which the path stands
  /// @param path as it is written, relative to that file
  Read read(String from, String path);

  /// As [#read], of a file that need not be there; null when it is not.
  default @Nullable Read readIfThere(String from, String path) {
    return null;
  }

  sealed interface Read {
    /// @param file under its logical name, by which every reader of the same file calls it
    record Text(SourceFile file) implements Read {}

    /// @param why one line with the path and the remedy, such as `body.json: no such file`
    record Failed(String why) implements Read {}
  }

  /// Nothing can be read.
  static WorkflowFiles none() {
    return (from, path) -> new Read.Failed(path + ": there are no files here");
  }
}
