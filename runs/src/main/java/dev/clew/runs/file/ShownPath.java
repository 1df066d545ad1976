package dev.clew.runs.file;

import java.nio.file.Path;

/// A path as a user in the working folder would name it.
public final class ShownPath {
  private ShownPath() {}

  /// Relative to the working folder when it is below it; else as it is.
  public static Path of(Path absolute) {
    Path here = Path.of("").toAbsolutePath();
    return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
  }
}
