package dev.clew.cli.process;

import dev.clew.core.ClewException;

/// A command ends with an exit code that means something in that command alone, as 125 does in
/// `clew exec`. All others end with a [dev.clew.core.Refusal].
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

  public ExitCode exitCode() {
    return exitCode;
  }
}
