package dev.clew.plan.stage;

import dev.clew.core.source.SourceFile;

/// Finds the list that a loop goes over in a file, once what only a run knows stands in its text.
@FunctionalInterface
public interface ListParser {
  DataList parse(SourceFile file);
}
