package dev.clew.store;

import dev.clew.core.ClewException;
import org.jspecify.annotations.Nullable;

/// A store could not do what it was asked for. Nothing of it was done.
public final class StoreFault extends ClewException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /// What a caller can do about it.
  public enum Kind {
    /// There is no room left on its disk. Once there is, the same works again.
    FULL,
    /// It has more to write than it may keep in memory. A little later the same works.
    BUSY,
    /// What it writes may not reach the disk: it takes nothing more until somebody has looked.
    FAILED,
    /// The ledger of a run is damaged: nothing is added to it. All other runs are as they were.
    DAMAGED,
    /// It was opened to be read.
    READ_ONLY,
    /// It was closed.
    CLOSED
  }

  public StoreFault(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
