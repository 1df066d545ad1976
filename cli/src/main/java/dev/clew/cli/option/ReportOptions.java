package dev.clew.cli.option;

import dev.clew.document.PageLimit;
import dev.clew.runs.recording.ReportFormat;
import dev.clew.runs.recording.Reports;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which reports are written of a run.
public class ReportOptions {
  @Option(
      names = "--report-format",
      paramLabel = "json|html|both|none",
      description = "Which reports to write (default: both).")
  private @Nullable ReportFormat format;

  @Option(names = "--junit", paramLabel = "FILE", description = "Also write JUnit XML.")
  public @Nullable Path junit;

  @Option(
      names = "--page-limit",
      paramLabel = "SIZE|none",
      description =
          "How large a report may be: 5MB (default), 20MB, none. Rows that do not fit are"
              + " counted; the ledger has all.")
  private @Nullable String pageLimit;

  public PageLimit pageLimit() {
    String asked = pageLimit;
    return asked == null ? PageLimit.DEFAULT : Sizes.pageLimit(asked);
  }

  /// @param otherwise when it is not said which
  public Reports.Choice choice(ReportFormat otherwise) {
    return new Reports.Choice(format(otherwise), pageLimit(), junit);
  }

  /// The page alone, of a run whose report somebody else wrote.
  public Reports.Choice htmlOnly() {
    return new Reports.Choice(ReportFormat.HTML, pageLimit(), junit);
  }

  public ReportFormat format() {
    return format(ReportFormat.BOTH);
  }

  /// @param otherwise when it is not said
  public ReportFormat format(ReportFormat otherwise) {
    ReportFormat asked = format;
    return asked == null ? otherwise : asked;
  }
}
