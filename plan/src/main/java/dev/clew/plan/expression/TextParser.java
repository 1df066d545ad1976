package dev.clew.plan.expression;

import dev.clew.core.source.SourceFile;

/// Reads the text of a file that a stage names, such as the body of a request: what is in it may
/// have values in it that only a run knows.
@FunctionalInterface
public interface TextParser {
  Parsed parse(SourceFile file);

  sealed interface Parsed {
    /// @param content its text is what is sent
    record Text(Expression content) implements Parsed {}

    /// @param why one line with the place
    record Fault(String why) implements Parsed {}
  }
}
