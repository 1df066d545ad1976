package dev.clew.ingest.ci;

import dev.clew.core.event.Timestamp;
import dev.clew.logs.LogRecord;
import org.jspecify.annotations.Nullable;

/// What a log tells, in its order.
sealed interface Told {
  record Began(CiStage stage) implements Told {}

  record Ended(CiStage stage, Timestamp at) implements Told {}

  /// @param stage null outside of all
  record Said(LogRecord line, Timestamp at, @Nullable CiStage stage) implements Told {}
}
