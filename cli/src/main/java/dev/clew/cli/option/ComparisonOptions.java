package dev.clew.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The forms of a comparison besides the text in the terminal.
public final class ComparisonOptions {
  @Option(names = "--json", description = "Print as JSON.")
  public boolean json;

  @Option(names = "--junit", paramLabel = "FILE", description = "Also write JUnit XML.")
  public @Nullable Path junit;
}
