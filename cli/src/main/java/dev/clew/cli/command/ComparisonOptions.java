package dev.clew.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The forms of a comparison besides the text in the terminal.
final class ComparisonOptions {
  @Option(names = "--json", description = "Print as JSON.")
  boolean json;

  @Option(names = "--junit", paramLabel = "FILE", description = "Also write JUnit XML.")
  @Nullable Path junit;
}
