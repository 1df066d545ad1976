package dev.clew.core.ledger;

import dev.clew.core.event.StagePath;
import org.jspecify.annotations.Nullable;

/// Whose event is the next, where several threads write events of one attempt. Live it is whoever
/// comes first; when a recording is played back it is the one that wrote next then. Thread-safe.
public interface Turns {
  /// Whoever comes first.
  Turns FREE =
      new Turns() {
        @Override
        public void await(String kind, @Nullable StagePath path, @Nullable Integer tryNumber) {}

        @Override
        public void done() {}
      };

  /// Returns when the event may be written; until [#done] no other may.
  ///
  /// @param path the stage that the event is about; null when it is about the run
  void await(String kind, @Nullable StagePath path, @Nullable Integer tryNumber);

  /// The event was written, or could not be.
  void done();
}
