package dev.clew.cli;

/// What the process says to the shell. Documented in `docs/cli.md`.
public enum ExitCode {
  OK(0),
  /// The run failed; with `--strict`, also when a failure was tolerated.
  RUN_FAILED(1),
  /// A plan is blocked or is not the one that was agreed to; a verification found a difference.
  BLOCKED(1),
  /// A comparison found a difference.
  DIFFERENT(1),
  /// `clew verify`: something does not hold.
  BROKEN(1),
  /// The command line or a definition is wrong. Nothing was sent.
  USAGE(2),
  /// A ledger, a report or an output could not be written.
  NOT_WRITTEN(3),
  /// `clew exec`: clew itself failed, or its command line is wrong. Its other codes are the
  /// command's.
  EXEC_FAULT(125),
  /// Ctrl-C. A report is still written.
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
