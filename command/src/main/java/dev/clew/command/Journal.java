package dev.clew.command;

import dev.clew.core.ClewException;
import dev.clew.core.event.Kind;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Row;
import org.jspecify.annotations.Nullable;

/// Records until it cannot: then it keeps the first reason, and the command goes on without a
/// record. Thread-safe.
final class Journal {
  private final Recorder recorder;
  private volatile @Nullable String fault;

  Journal(Recorder recorder) {
    this.recorder = recorder;
  }

  Recorder.Draft event(Kind kind, String summary) {
    return recorder.event(kind, summary);
  }

  Recorder.Draft event(String kind, String summary) {
    return recorder.event(kind, summary);
  }

  /// @return the row; null when nothing can be recorded any more
  @Nullable Row write(Recorder.Draft draft) {
    if (fault != null) {
      return null;
    }
    try {
      return draft.append();
    } catch (ClewException e) {
      stop(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      stop("unexpected fault: " + e + "; please report it");
    }
    return null;
  }

  /// What this thread writes within `writes` is written at once.
  void together(Runnable writes) {
    try {
      recorder.together(writes);
    } catch (ClewException e) {
      stop(String.valueOf(e.getMessage()));
    }
  }

  void sync() {
    if (fault != null) {
      return;
    }
    try {
      recorder.sync();
    } catch (ClewException e) {
      stop(String.valueOf(e.getMessage()));
    }
  }

  synchronized void stop(String why) {
    if (fault == null) {
      fault = why;
    }
  }

  boolean isStopped() {
    return fault != null;
  }

  /// Why nothing is recorded any more; null while it is.
  @Nullable String fault() {
    return fault;
  }

  Recorder recorder() {
    return recorder;
  }
}
