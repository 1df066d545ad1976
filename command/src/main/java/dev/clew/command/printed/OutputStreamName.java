package dev.clew.command.printed;

/// Of a command's two streams.
public enum OutputStreamName {
  STDOUT,
  STDERR;

  public String wire() {
    return this == STDOUT ? "stdout" : "stderr";
  }
}
