package dev.clew.diff;

import java.util.List;

/// What a comparison leaves out.
///
/// @param ignored facts that make no difference
/// @param strict whether values that look volatile make a difference too
public record DiffSettings(List<PathPattern> ignored, boolean strict) {
  public static final DiffSettings NONE = new DiffSettings(List.of(), false);

  public DiffSettings {
    ignored = List.copyOf(ignored);
  }

  boolean ignores(String path) {
    for (PathPattern pattern : ignored) {
      if (pattern.matches(path)) {
        return true;
      }
    }
    return false;
  }
}
