package dev.clew.logs;

/// Receives what a [LogReader] makes of a stream, in the order of the stream.
public interface LogSink {
  /// A record.
  void record(LogRecord record);

  /// A line that is like an earlier ordinary one. Whoever only counts lines need not read it.
  ///
  /// @param line only valid until this returns
  void alike(AlikeLine line);
}
