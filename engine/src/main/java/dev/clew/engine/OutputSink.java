package dev.clew.engine;

import dev.clew.core.json.Json;

/// Takes the output of the run to where it is kept, before the run is declared finished.
@FunctionalInterface
public interface OutputSink {
  /// For a run whose output nobody wants in a file.
  OutputSink NONE = output -> new Written.Nowhere();

  /// @param output the values by name, redacted
  Written write(Json.Obj output);

  /// What became of it.
  sealed interface Written {
    record Nowhere() implements Written {}

    /// @param path as a user would name it
    /// @param checksum `sha256:…` of the bytes
    record File(String path, long sizeBytes, String checksum) implements Written {}

    record Failed(String message) implements Written {}
  }
}
