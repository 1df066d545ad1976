package dev.clew.cli.process;

import dev.clew.core.Refusal;
import dev.clew.core.run.RunStatus;

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

  /// For a run that was carried out.
  ///
  /// @param strict whether a tolerated failure counts as a failure
  public static ExitCode of(RunStatus status, boolean isRecorded, boolean strict) {
    if (!isRecorded) {
      return NOT_WRITTEN;
    }
    return switch (status) {
      case SUCCEEDED -> OK;
      case COMPLETED_WITH_FAILURES -> strict ? RUN_FAILED : OK;
      case CANCELLED -> INTERRUPTED;
      case CREATED, QUEUED, RUNNING, FAILED, LOST, INTERRUPTED -> RUN_FAILED;
    };
  }

  /// For a fault that ended a command.
  public static ExitCode of(Exception fault) {
    return switch (fault) {
      case CliException known -> known.exitCode();
      case Refusal refusal ->
          switch (refusal.reason()) {
            case INVALID -> USAGE;
            case BLOCKED -> BLOCKED;
            case NOT_WRITTEN -> NOT_WRITTEN;
          };
      default -> NOT_WRITTEN;
    };
  }

  public int code() {
    return code;
  }
}
