package dev.clew.ingest.junit;

import dev.clew.ingest.thrown.Thrown;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One test.
///
/// @param className empty when it does not say
/// @param place where it stands in its file; null when it does not say
/// @param thrown why it failed; null when it did not
/// @param flaky what it threw before it worked
/// @param said what was printed, by its stream
record TestCase(
    String name,
    String className,
    @Nullable String place,
    Duration took,
    Outcome outcome,
    @Nullable Thrown thrown,
    String reason,
    List<Thrown> flaky,
    List<Printed> said) {
  TestCase {
    flaky = List.copyOf(flaky);
    said = List.copyOf(said);
  }

  enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  /// @param stream `system-out` or `system-err`
  record Printed(String stream, String text) {}

  /// The frame of the test itself: where somebody has to look first. Null when the trace has none.
  @Nullable String frame() {
    String trace = thrown == null ? null : thrown.stackTrace();
    if (trace == null || className.isEmpty()) {
      return place;
    }
    String mark = "at " + className;
    for (String line : trace.lines().toList()) {
      int open = line.lastIndexOf('(');
      int close = line.lastIndexOf(')');
      if (line.strip().startsWith(mark)
          && open >= 0
          && close > open
          && line.indexOf(':', open) > 0) {
        return line.substring(open + 1, close);
      }
    }
    return place;
  }
}
