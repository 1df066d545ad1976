package dev.clew.diff;

import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// One fact that is not the same on both sides.
///
/// @param path where: `stages/activate/calls/1.1/response/status`
/// @param before on the side that is compared with; null when it is not there
/// @param after on the side in question; null when it is not there
/// @param form what kind of change it is
/// @param beforeSays what a person is told beside it: an expression with its values, the words of
///   an answer; null when there is nothing to say
public record Change(
    String path,
    @Nullable Json before,
    @Nullable Json after,
    Form form,
    @Nullable String beforeSays,
    @Nullable String afterSays) {

  public enum Form {
    ADDED,
    REMOVED,
    /// The JSON types differ; `before` and `after` are their names when an array's elements are
    /// meant.
    TYPE,
    VALUE,
    /// An array has another number of items; `before` and `after` are the numbers.
    LENGTH;

    boolean isStructural() {
      return this == ADDED || this == REMOVED || this == TYPE;
    }

    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
