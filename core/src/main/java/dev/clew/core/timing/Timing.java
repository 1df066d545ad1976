package dev.clew.core.timing;

import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the time of one attempt went: its four windows, what the time of work was spent on, and
/// each stage's waiting and running.
///
/// @param total from the wish to the terminal event; null while one of them is absent, or says a
///   time before the other
/// @param own what clew itself did for a command that it ran
public record Timing(
    Boundaries boundaries,
    Window queue,
    Window boot,
    Window active,
    Window save,
    @Nullable Duration total,
    Activity activity,
    List<StageTiming> stages,
    ClewsOwn own) {
  public Timing {
    stages = List.copyOf(stages);
  }

  public static Timing of(AttemptView attempt) {
    Boundaries found = Boundaries.of(attempt);
    Boundary sign = found.ended() == null ? found.lastSign() : found.ended();
    boolean saves = hasSomethingToSave(attempt, found);
    Window active =
        Window.of(
            Window.Name.ACTIVE,
            found.firstWork(),
            Window.Reason.NO_FIRST_WORK_EVENT,
            saves || found.ended() == null ? found.finalWork() : found.ended(),
            Window.Reason.NO_FINAL_WORK_EVENT,
            sign);
    boolean isOver = attempt.status().terminal() || attempt.status() == RunStatus.LOST;
    Window save =
        Window.of(
            Window.Name.SAVE,
            found.firstWork() == null ? null : found.finalWork(),
            Window.Reason.NO_FINAL_WORK_EVENT,
            writtenBack(attempt, found),
            Window.Reason.NO_STATUS_WRITE_BACK,
            sign);
    return new Timing(
        found,
        Window.of(
            Window.Name.QUEUE,
            found.queued(),
            Window.Reason.NO_RUN_CREATED,
            found.claimed(),
            Window.Reason.NO_CLAIM,
            sign),
        Window.of(
            Window.Name.BOOT,
            found.claimed(),
            Window.Reason.NO_CLAIM,
            found.firstWork(),
            Window.Reason.NO_FIRST_WORK_EVENT,
            sign),
        isDue(active, isOver) ? active : active.notDue(),
        isDue(save, isOver) && saves ? save : save.notDue(),
        between(found.queued(), found.ended()),
        Activity.of(attempt, active, found.selfReporting()),
        StageTiming.of(attempt),
        ClewsOwn.of(attempt, found.claimed()));
  }

  /// How much of that window clew itself took, before and after the command that it ran.
  public Duration clewsOwn(Window window) {
    return own.of(window);
  }

  /// Whether nothing else was at work in it.
  public boolean isClewsOwn(Window window) {
    Duration own = clewsOwn(window);
    return !own.isZero() && own.equals(window.duration());
  }

  /// How much of the whole time clew itself took.
  public Duration clewsOwn() {
    Duration sum = Duration.ZERO;
    for (Window window : windows()) {
      sum = sum.plus(clewsOwn(window));
    }
    return sum;
  }

  /// Those of which something was due.
  public List<Window> windows() {
    return Stream.of(queue, boot, active, save)
        .filter(window -> window.status() != Window.Status.NOT_DUE)
        .toList();
  }

  /// Those that say something: nobody waited in a queue that was left as it was entered.
  public List<Window> told() {
    return windows().stream().filter(window -> !isEmptyQueue(window)).toList();
  }

  private static boolean isEmptyQueue(Window window) {
    return window.name() == Window.Name.QUEUE && Duration.ZERO.equals(window.duration());
  }

  /// Of a run that is still going, what has not begun is not missing: whatever is late is an
  /// absence.
  private static boolean isDue(Window window, boolean isOver) {
    return isOver || window.status() != Window.Status.MISSING;
  }

  /// Not of a failure that came to no result and wrote nothing back: it was active to its end.
  private static boolean hasSomethingToSave(AttemptView attempt, Boundaries found) {
    return attempt.status().completed()
        || !attempt.status().terminal()
        || found.saving() != null
        || found.persisted() != null
        || found.finalArtifactWritten()
        || found.finalWork() == null;
  }

  /// A terminal row of a success is the write-back of its result. One of a failure says that the
  /// run ended; it ends the saving only of a run that had no result to save, or whose results were
  /// kept where they were written.
  private static @Nullable Boundary writtenBack(AttemptView attempt, Boundaries found) {
    Boundary persisted = found.persisted();
    if (persisted != null && !isAfter(found.finalWork(), persisted)) {
      return persisted;
    }
    boolean isOwed =
        found.saving() != null || (found.finalArtifactWritten() && !areKept(attempt.artifacts()));
    return !attempt.status().completed() && isOwed ? null : found.ended();
  }

  private static boolean isAfter(@Nullable Boundary work, Boundary persisted) {
    return work != null && work.at().compareTo(persisted.at()) > 0 && work.row() > persisted.row();
  }

  /// Whether of each result its producer says that the write was the write-back (`persisted`).
  private static boolean areKept(List<ArtifactView> artifacts) {
    boolean kept = false;
    for (ArtifactView artifact : artifacts) {
      if (artifact.isFinal() && artifact.isWritten()) {
        if (!Boolean.TRUE.equals(artifact.persisted())) {
          return false;
        }
        kept = true;
      }
    }
    return kept;
  }

  static @Nullable Duration between(@Nullable Boundary start, @Nullable Boundary end) {
    if (start == null || end == null) {
      return null;
    }
    Duration distance = Duration.between(start.at().instant(), end.at().instant());
    if (!distance.isNegative()) {
      return distance;
    }
    return Backwards.between(start, end) == null ? Duration.ZERO : null;
  }
}
