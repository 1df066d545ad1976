package dev.clew.cli.command;

import dev.clew.document.PageLimit;
import dev.clew.runs.file.ReportFormat;
import dev.clew.runs.file.Reports;
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

  @Option(
      names = "--page-limit",
      paramLabel = "SIZE|none",
      description =
          "How large a report may be: 5MB (default), 20MB, none. Rows that do not fit are"
              + " counted; the ledger has all.")
  private @Nullable String pageLimit;

  PageLimit pageLimit() {
    String asked = pageLimit;
    return asked == null ? PageLimit.DEFAULT : Sizes.pageLimit(asked);
  }

  /// @param otherwise when it is not said which
  Reports.Choice choice(ReportFormat otherwise) {
    return new Reports.Choice(format(otherwise), pageLimit(), junit);
  }

  /// The page alone, of a run whose report somebody else wrote.
  Reports.Choice htmlOnly() {
    return new Reports.Choice(ReportFormat.HTML, pageLimit(), junit);
  }

  ReportFormat format() {
    return format(ReportFormat.BOTH);
  }

  /// @param otherwise when it is not said
  ReportFormat format(ReportFormat otherwise) {
    ReportFormat asked = format;
    return asked == null ? otherwise : asked;
  }
}
