package dev.clew.cli.exec;

import dev.clew.core.json.Json;
import dev.clew.core.run.Severity;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The port to whatever turns the redacted bytes of a stream into log events. Not thread-safe; one
/// for each stream.
interface OutputClassifier {

  /// One log event.
  ///
  /// @param offset of its first byte in the stored stream
  /// @param kind of the event, such as `log` or `error`
  /// @param attributes as docs/events.md says, but for `chunk`
  record Line(
      long offset, String kind, String summary, @Nullable Severity severity, Json.Obj attributes) {
    boolean isProblem() {
      return kind.equals("error") || (severity != null && severity.compareTo(Severity.WARN) >= 0);
    }
  }

  /// Makes one for a stream.
  @FunctionalInterface
  interface Factory {
    OutputClassifier of(String stream, Consumer<Line> sink);
  }

  void take(byte[] bytes, int from, int to);

  /// The stream has paused: what is whole is given away.
  void flush();

  /// The stream has ended: the rest is given away.
  void end();
}
