package dev.clew.engine.context;

import dev.clew.core.event.StagePath;
import dev.clew.engine.http.Exchange;
import org.jspecify.annotations.Nullable;

/// Answers of a recorded run, which stand in for the calls of a mocked one. Thread-safe.
public interface RecordedAnswers {
  /// No run stands in.
  RecordedAnswers NONE =
      new RecordedAnswers() {
        @Override
        public Exchange.@Nullable Answered of(StagePath path) {
          return null;
        }

        @Override
        public @Nullable String refused(StagePath path) {
          return null;
        }
      };

  /// Null for a stage, or an item of a loop, to which the recording has none.
  Exchange.@Nullable Answered of(StagePath path);

  /// Why a stage that has neither such an answer nor a `mock` is not carried out; null when it is.
  @Nullable String refused(StagePath path);
}
