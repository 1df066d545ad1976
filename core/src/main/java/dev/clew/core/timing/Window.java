package dev.clew.core.timing;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One of the four parts of an attempt's time. What no row proves is not guessed: an open window
/// has no end and no duration, a missing one no start, one that is not due neither.
///
/// @param start null for a missing window
/// @param end null for an open window
/// @param reason the boundary that is absent; null for a closed window
/// @param duration null when a boundary is absent, or when the end lies before the start
/// @param lastSign for an open window: the newest event, so that it is known how long it lasted at
///   least; null otherwise
/// @param backwards by how much the end lies before the start, and why; null when it does not
public record Window(
    Name name,
    Status status,
    @Nullable Boundary start,
    @Nullable Boundary end,
    @Nullable Reason reason,
    @Nullable Duration duration,
    @Nullable Boundary lastSign,
    @Nullable Backwards backwards) {

  public enum Name {
    /// From the wish to the claim.
    QUEUE,
    /// From the claim to the first event of work.
    BOOT,
    /// From the first event of work to the last.
    ACTIVE,
    /// From the last event of work to the write-back of the result.
    SAVE;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Also by the names that others use: `boot_setup`, `writeback`, `artifact_writeback`. Null for
    /// what is no window.
    public static @Nullable Name of(String word) {
      return switch (word) {
        case "queue", "queue_wait" -> QUEUE;
        case "boot", "boot_setup", "setup" -> BOOT;
        case "active", "active_work", "work" -> ACTIVE;
        case "save", "writeback", "write_back", "write-back", "artifact_writeback" -> SAVE;
        default -> null;
      };
    }
  }

  public enum Status {
    CLOSED,
    OPEN,
    /// Its beginning was due, and no row proves it.
    MISSING,
    /// Nothing of it is due: the run has not come to it, or there was nothing to do in it. Not
    /// shown.
    NOT_DUE;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The boundary that is absent.
  public enum Reason {
    NO_RUN_CREATED,
    NO_CLAIM,
    NO_FIRST_WORK_EVENT,
    NO_FINAL_WORK_EVENT,
    NO_STATUS_WRITE_BACK;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Window of(
      Name name,
      @Nullable Boundary start,
      Reason noStart,
      @Nullable Boundary end,
      Reason noEnd,
      @Nullable Boundary lastSign) {
    if (start == null) {
      return new Window(name, Status.MISSING, null, end, noStart, null, null, null);
    }
    if (end == null) {
      return new Window(name, Status.OPEN, start, null, noEnd, null, lastSign, null);
    }
    return new Window(
        name,
        Status.CLOSED,
        start,
        end,
        null,
        Timing.between(start, end),
        null,
        Backwards.between(start, end));
  }

  /// The same window when nothing of it is due.
  Window notDue() {
    return new Window(name, Status.NOT_DUE, null, null, null, null, null, null);
  }

  /// How long an open window has lasted at least; null when it is not open or no event is later
  /// than its start.
  public @Nullable Duration atLeast() {
    return Timing.between(start, lastSign);
  }
}
