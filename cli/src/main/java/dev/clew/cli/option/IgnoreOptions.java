package dev.clew.cli.option;

import dev.clew.core.Refusal;
import dev.clew.diff.DiffSettings;
import dev.clew.diff.PathPattern;
import dev.clew.runs.compare.IgnoredPaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What makes no difference when runs are compared.
public final class IgnoreOptions {
  @Option(
      names = "--ignore",
      paramLabel = "PATH",
      description = "A fact that makes no difference: stages/*/calls/*/response/body/total.")
  private List<String> ignored = new ArrayList<>();

  @Option(
      names = "--ignore-file",
      paramLabel = "FILE",
      description = "One such path a line (default: .clewignore, if it is there).")
  private @Nullable Path ignoreFile;

  /// @param strict whether dates, ids and tokens count too
  public DiffSettings settings(boolean strict) {
    return new DiffSettings(IgnoredPaths.of(given(), ignoreFile), strict);
  }

  private List<PathPattern> given() {
    List<PathPattern> paths = new ArrayList<>();
    for (String path : ignored) {
      try {
        paths.add(new PathPattern(path));
      } catch (IllegalArgumentException e) {
        throw Refusal.invalid("--ignore: " + e.getMessage());
      }
    }
    return paths;
  }
}
