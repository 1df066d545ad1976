package dev.clew.core;

import org.jspecify.annotations.Nullable;

/// What was asked for cannot be done. The message is for the person who asked: one line (a blocked
/// plan has several) that says what, where, and what to do. Surfaces turn the reason into what they
/// have for it: an exit code, an HTTP status.
public final class Refusal extends ClewException {
  private final Reason reason;

  private Refusal(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// Of what kind a refusal is.
  public enum Reason {
    /// What was asked for, or a file that it names, is wrong. Nothing was done.
    INVALID,
    /// It would be possible, but not safe, or not as it was agreed to.
    BLOCKED,
    /// A ledger, a report or an output could not be written.
    NOT_WRITTEN
  }

  public static Refusal invalid(String message) {
    return new Refusal(Reason.INVALID, message, null);
  }

  public static Refusal invalid(String message, Throwable cause) {
    return new Refusal(Reason.INVALID, message, cause);
  }

  public static Refusal blocked(String message) {
    return new Refusal(Reason.BLOCKED, message, null);
  }

  public static Refusal notWritten(String message) {
    return new Refusal(Reason.NOT_WRITTEN, message, null);
  }

  public static Refusal notWritten(String message, Throwable cause) {
    return new Refusal(Reason.NOT_WRITTEN, message, cause);
  }

  public Reason reason() {
    return reason;
  }
}
