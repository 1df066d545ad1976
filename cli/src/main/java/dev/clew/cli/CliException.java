package dev.clew.cli;

import dev.clew.core.ClewException;

/// A command cannot be carried out: one line for the user that says what, where and what to do, and
/// an exit code.
public final class CliException extends ClewException {
  private final ExitCode exitCode;

  public CliException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public CliException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public static CliException usage(String message) {
    return new CliException(ExitCode.USAGE, message);
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
