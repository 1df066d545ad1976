package dev.clew.cli.command;

import dev.clew.cli.run.RunRequest.ReportFormat;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which reports are written of a run.
class ReportOptions {
  @Option(
      names = "--report-format",
      paramLabel = "json|html|both|none",
      description = "Which reports to write (default: both).")
  private @Nullable ReportFormat format;

  @Option(names = "--junit", paramLabel = "FILE", description = "Also write JUnit XML.")
  @Nullable Path junit;

  ReportFormat format() {
    return format(ReportFormat.BOTH);
  }

  /// @param otherwise when it is not said
  ReportFormat format(ReportFormat otherwise) {
    ReportFormat asked = format;
    return asked == null ? otherwise : asked;
  }
}
