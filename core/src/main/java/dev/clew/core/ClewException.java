package dev.clew.core;

import org.jspecify.annotations.Nullable;

/// The one unchecked root of clew's own faults: things that should not happen and that the caller
/// cannot answer. Outcomes that are to be expected are values instead. The message names what was
/// being done and the ids that it was done to.
public class ClewException extends RuntimeException {
  public ClewException(String message) {
    super(message);
  }

  public ClewException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
