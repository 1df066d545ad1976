package dev.clew.cli.option;

import picocli.CommandLine.Option;

/// What is recorded of a run that is executed, and reported.
public final class RecordingOptions extends ReportOptions {
  @Option(
      names = "--no-redact",
      description = "Keep secrets in ledger and reports; the report says so.")
  private boolean noRedact;

  public boolean redact() {
    return !noRedact;
  }
}
