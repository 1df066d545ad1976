package dev.clew.core;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was asked for cannot be done. The advice is for the person who asked: one line (a blocked
/// plan has several) that says what and where, with what to do as a value. Surfaces turn the reason
/// into what they have for it, an exit code or an HTTP status, and say a remedy in their own words.
public final class Refusal extends ClewException {
  private final Reason reason;
  private final List<Advice> advice;

  private Refusal(Reason reason, List<Advice> advice, @Nullable Throwable cause) {
    super(advice.stream().map(Advice::plain).collect(Collectors.joining("\n")), cause);
    this.reason = reason;
    this.advice = List.copyOf(advice);
  }

  private static Refusal of(
      Reason reason, String message, @Nullable Remedy remedy, @Nullable Throwable cause) {
    return new Refusal(reason, List.of(Advice.of(message, remedy)), cause);
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
    return of(Reason.INVALID, message, null, null);
  }

  public static Refusal invalid(String message, Remedy remedy) {
    return of(Reason.INVALID, message, remedy, null);
  }

  /// @param message goes on from the setting: `takes a number`
  public static Refusal invalid(Setting about, String message) {
    return new Refusal(Reason.INVALID, List.of(new Advice(about, message, null)), null);
  }

  public static Refusal invalid(String message, Throwable cause) {
    return of(Reason.INVALID, message, null, cause);
  }

  public static Refusal blocked(String message) {
    return of(Reason.BLOCKED, message, null, null);
  }

  public static Refusal blocked(String message, Remedy remedy) {
    return of(Reason.BLOCKED, message, remedy, null);
  }

  /// @param lines at least one
  public static Refusal blocked(List<Advice> lines) {
    return new Refusal(Reason.BLOCKED, lines, null);
  }

  public static Refusal notWritten(String message) {
    return of(Reason.NOT_WRITTEN, message, null, null);
  }

  public static Refusal notWritten(String message, Throwable cause) {
    return of(Reason.NOT_WRITTEN, message, null, cause);
  }

  public static Refusal notWritten(String message, Remedy remedy, Throwable cause) {
    return of(Reason.NOT_WRITTEN, message, remedy, cause);
  }

  public Reason reason() {
    return reason;
  }

  /// Line by line.
  public List<Advice> advice() {
    return advice;
  }
}
