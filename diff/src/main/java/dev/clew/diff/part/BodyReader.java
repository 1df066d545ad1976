package dev.clew.diff.part;

import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// Reads JSON text, which core itself cannot.
@FunctionalInterface
public interface BodyReader {
  /// Null when the text is no JSON.
  @Nullable Json read(String text);
}
