package dev.clew.cli.exec;

import dev.clew.logs.LogRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last lines of both streams that are no rows: if the command fails, they become some. Not
/// thread-safe.
final class LastLines {
  private final Deque<Left> lines = new ArrayDeque<>();

  /// A line that was left out.
  ///
  /// @param chunk the digest of the chunk with its bytes; null when that is not known any more
  record Left(LogRecord line, Instant at, @Nullable String chunk) {}

  /// One more line was left out.
  void add(Left left) {
    lines.addLast(left);
    if (lines.size() > ExecLimits.LOG_LAST) {
      lines.removeFirst();
    }
  }

  /// In the order in which they came.
  List<Left> all() {
    return List.copyOf(lines);
  }
}
