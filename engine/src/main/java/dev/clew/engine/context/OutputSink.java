package dev.clew.engine.context;

import dev.clew.core.event.StagePath;
import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// Takes the output of the run, and that of each child workflow that says so, to where it is kept,
/// before the run is declared finished. Thread-safe: children may be under way at once.
@FunctionalInterface
public interface OutputSink {
  /// For a run whose output nobody wants in a file.
  OutputSink NONE = (child, output, writesJson) -> new Written.Nowhere();

  /// @param child the stage that executed the workflow; null for the one that was started
  /// @param output the values by name, redacted
  /// @param writesJson whether objects and lists are written as such, as `outputJson` says, or as
  ///   text
  Written write(@Nullable StagePath child, Json.Obj output, boolean writesJson);

  /// What became of it.
  sealed interface Written {
    record Nowhere() implements Written {}

    /// @param path as a user would name it
    /// @param checksum `sha256:…` of the bytes
    record File(String path, long sizeBytes, String checksum) implements Written {}

    record Failed(String message) implements Written {}
  }
}
