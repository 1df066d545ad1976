package dev.clew.command.printed;

import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.run.RunEnded;

/// Of a command's two streams.
public enum OutputStreamName {
  STDOUT,
  STDERR;

  public String wire() {
    return this == STDOUT ? "stdout" : "stderr";
  }

  /// How many bytes were printed to it, as the end of a run says it.
  public Attribute<Long> bytes() {
    return this == STDOUT ? RunEnded.STDOUT_BYTES : RunEnded.STDERR_BYTES;
  }

  /// Whether it was left open, as the end of a run says it.
  public Attribute<Boolean> leftOpen() {
    return this == STDOUT ? RunEnded.STDOUT_LEFT_OPEN : RunEnded.STDERR_LEFT_OPEN;
  }
}
