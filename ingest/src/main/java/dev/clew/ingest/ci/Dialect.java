package dev.clew.ingest.ci;

/// How a CI system marks in its log what begins and what ends. Not thread-safe: one for each log.
interface Dialect {
  /// The time that the line begins with; [LineTime#NONE] when it says none.
  default LineTime time(Line line) {
    return LineTime.iso(line);
  }

  /// Says of a line what it is: a mark, or text. The line has no time before it any more.
  void read(Line line, Script script);

  /// Nothing more comes.
  default void end(Script script) {}
}
