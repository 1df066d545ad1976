package dev.clew.report.terminal;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageStatus;
import dev.clew.core.timing.Backwards;
import dev.clew.core.timing.DurationText;
import dev.clew.core.timing.Timing;
import dev.clew.core.timing.Window;
import dev.clew.report.VisibleText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How values look in a terminal.
public final class Shown {
  /// Clew's own part of a run is told in the line that says how it ended from one part in so many
  /// on.
  private static final int TOLD_FROM = 10;

  private Shown() {}

  /// As [DurationText] has it; `-` when it is not known.
  public static String duration(@Nullable Duration duration) {
    return duration == null ? "-" : DurationText.of(duration);
  }

  /// How long an attempt took, and how much of that clew itself did for the command: ` in 589 ms,
  /// 553 ms of it clew's own`. Empty when it is not known.
  static String took(AttemptView attempt, Timing timing) {
    Duration whole = attempt.duration();
    if (whole == null) {
      return "";
    }
    Duration own = timing.clewsOwn();
    boolean isTold = !own.isZero() && own.multipliedBy(TOLD_FROM).compareTo(whole) >= 0;
    return " in " + duration(whole) + (isTold ? ", " + duration(own) + " of it clew's own" : "");
  }

  /// What of a window clew itself did, from a millisecond on: ` (clew's own)`, ` (553 ms of it
  /// clew's own)`, or nothing.
  static String clewsOwn(Timing timing, Window window) {
    Duration own = timing.clewsOwn(window);
    return own.toMillis() == 0
        ? ""
        : timing.isClewsOwn(window) ? " (clew's own)" : " (" + duration(own) + " of it clew's own)";
  }

  /// Why a window has no length: `the clock went back by at least 1m30s`.
  static String backwards(Backwards backwards) {
    String by = duration(backwards.by());
    return switch (backwards.why()) {
      case CLOCK_WENT_BACK -> "the clock went back by at least " + by;
      case CLOCKS_DIFFER -> "two clocks differ by at least " + by;
      case SAID_BEFORE -> "the command said a time " + by + " too early";
      case OUT_OF_ORDER -> "its end is " + by + " before its start";
    };
  }

  /// A value on one line: strings raw, the rest as JSON.
  public static String value(Json value) {
    return VisibleText.line(
        value instanceof Json.Str string ? string.value() : JsonWriter.compact(value));
  }

  static String icon(@Nullable StageStatus status) {
    if (status == null) {
      return "·";
    }
    return switch (status) {
      case SUCCEEDED -> "✔";
      case FAILED -> "✖";
      case TOLERATED -> "!";
      case SKIPPED -> "↷";
      case NOT_REACHED -> "∅";
      case CANCELLED -> "■";
      case RUNNING -> "▶";
      case UNCLOSED -> "?";
    };
  }

  static String paint(Palette palette, @Nullable StageStatus status, String text) {
    if (status == null) {
      return palette.dim(text);
    }
    return switch (status) {
      case SUCCEEDED -> palette.green(text);
      case FAILED, UNCLOSED, CANCELLED -> palette.red(text);
      case TOLERATED, RUNNING -> palette.yellow(text);
      case SKIPPED, NOT_REACHED -> palette.dim(text);
    };
  }

  /// `completed with failures`
  public static String words(RunStatus status) {
    return status.wire().replace('_', ' ');
  }

  /// `not reached`
  static String words(StageStatus status) {
    return status.wire().replace('_', ' ');
  }

  static String paint(Palette palette, RunStatus status, String text) {
    return switch (status) {
      case SUCCEEDED -> palette.green(text);
      case COMPLETED_WITH_FAILURES, RUNNING -> palette.yellow(text);
      case FAILED, CANCELLED, LOST, INTERRUPTED -> palette.red(text);
      case CREATED, QUEUED -> text;
    };
  }
}
