package dev.clew.command;

/// Of a command's two streams.
enum OutputStreamName {
  STDOUT,
  STDERR;

  String wire() {
    return this == STDOUT ? "stdout" : "stderr";
  }
}
