package dev.clew.execution.config;

import dev.clew.core.source.SourceFile;
import dev.clew.runs.file.TextFile;
import java.nio.file.Path;

/// Reads definition files.
public final class SourceText {
  private SourceText() {}

  public static SourceFile read(Path path) {
    return new SourceFile(path.toString(), TextFile.read(path));
  }
}
