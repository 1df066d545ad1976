package dev.clew.command.journal;

import dev.clew.core.ClewException;
import dev.clew.core.event.Kind;
import dev.clew.core.ledger.IncomingEvent;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Row;
import org.jspecify.annotations.Nullable;

/// Records until it cannot: then it keeps the first reason, and the command goes on without a
/// record. Thread-safe.
public final class Journal {
  private final Recorder recorder;
  private volatile @Nullable String fault;

  public Journal(Recorder recorder) {
    this.recorder = recorder;
  }

  public Recorder.Draft event(Kind kind, String summary) {
    return recorder.event(kind, summary);
  }

  public Recorder.Draft event(String kind, String summary) {
    return recorder.event(kind, summary);
  }

  /// What somebody else says.
  public Recorder.Draft event(IncomingEvent said) {
    return recorder.event(said);
  }

  /// @return the row; null when nothing can be recorded any more
  public @Nullable Row write(Recorder.Draft draft) {
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
  public void together(Runnable writes) {
    try {
      recorder.together(writes);
    } catch (ClewException e) {
      stop(String.valueOf(e.getMessage()));
    }
  }

  public void sync() {
    if (fault != null) {
      return;
    }
    try {
      recorder.sync();
    } catch (ClewException e) {
      stop(String.valueOf(e.getMessage()));
    }
  }

  public synchronized void stop(String why) {
    if (fault == null) {
      fault = why;
    }
  }

  public boolean isStopped() {
    return fault != null;
  }

  /// Why nothing is recorded any more; null while it is.
  public @Nullable String fault() {
    return fault;
  }

  public Recorder recorder() {
    return recorder;
  }
}
