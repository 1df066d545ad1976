package dev.clew.core.dossier;

import dev.clew.core.absence.Absence;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.run.PreflightChecked;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptPromise;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageView;
import dev.clew.core.timing.Boundary;
import dev.clew.core.timing.StageWindows;
import dev.clew.core.timing.Timing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that the rules of a dossier look at.
///
/// @param stage the stage that blocks the run; null when no stage does
/// @param root what the failure comes from; null when nothing says that anything went wrong
/// @param ended what the terminal event says; empty without one
/// @param endedRow its row
/// @param process what the end of its process says by itself; null when it says nothing
/// @param windows the windows that stages say they are a part of
/// @param lastSaid the last line of its error output; null when it completed, when something else
///   says what was wrong, and when there is none
record Facts(
    RunView run,
    AttemptView attempt,
    Timing timing,
    List<Absence> absences,
    @Nullable Blocker stage,
    @Nullable Signal root,
    List<Signal> signals,
    RunEnded ended,
    @Nullable Row endedRow,
    @Nullable ProcessEnd process,
    @Nullable Row lastSaid,
    StageWindows windows,
    Phase phase) {

  static Facts of(RunView run, AttemptView attempt, Timing timing, List<Absence> absences) {
    Row endedRow = null;
    for (Row row : attempt.rows()) {
      if (row.event().is(Kind.RUN_FINISHED) || row.event().is(Kind.RUN_CANCELLED)) {
        endedRow = row;
        break;
      }
    }
    Blocker stage = Blocker.of(attempt);
    Signals signals = Signals.of(attempt);
    StagePath path = stage == null ? null : stage.stage();
    RunEnded ended =
        endedRow == null ? new RunEnded(Json.EMPTY_OBJECT) : RunEnded.from(endedRow.event());
    ProcessEnd process = ProcessEnd.of(ended);
    Signal root =
        attempt.status().completed() && path == null
            ? null
            : signals.root(attempt, path, ended.exitCode());
    if (root != null && process != null && !process.isExplainedBy(root)) {
      root = root.says() ? null : root;
    }
    StageWindows windows = new StageWindows(attempt);
    boolean isExplained = root != null && !root.isBare();
    return new Facts(
        run,
        attempt,
        timing,
        absences,
        stage,
        root,
        signals.all(),
        ended,
        endedRow,
        process,
        isExplained || attempt.status().completed() ? null : lastSaid(attempt, process),
        windows,
        phase(timing, absences, root, path, attempt, windows));
  }

  /// What was said before a stage went well is not about the end; nor is another trouble about the
  /// end of a process that somebody else ended.
  private static @Nullable Row lastSaid(AttemptView attempt, @Nullable ProcessEnd process) {
    boolean wasEnded = process != null && process.isFromOutside();
    Row said = null;
    for (Row row : attempt.rows()) {
      Event event = row.event();
      boolean isOutput = event.is(Kind.LOG) || event.is(Kind.ERROR);
      if (isOutput && "stderr".equals(AnyEvent.from(event).stream())) {
        boolean isOther = wasEnded && Cause.of(LogLine.from(event).cause()) != Cause.UNKNOWN;
        said = isOther || event.summary().isBlank() ? said : row;
      } else if (event.is(Kind.STAGE_COMPLETED)) {
        said = null;
      }
    }
    return said;
  }

  /// By the window of the stage that blocks the run, if it names one; else by what had happened
  /// when the root of the failure was written; without one, by what had happened at all. A file
  /// that is there and a failure are no write-back: that has to have begun, or to be promised.
  private static Phase phase(
      Timing timing,
      List<Absence> absences,
      @Nullable Signal root,
      @Nullable StagePath stage,
      AttemptView attempt,
      StageWindows windows) {
    Boundary claimed = timing.boundaries().claimed();
    Boundary work = timing.boundaries().firstWork();
    Boundary end = timing.boundaries().ended();
    if (claimed == null && work == null) {
      boolean wasItsOwn = attempt.status() == RunStatus.INTERRUPTED;
      return wasItsOwn && !isAbsent(absences, Absence.Code.NO_CLAIM) ? Phase.BOOT : Phase.PRE_CLAIM;
    }
    if (work == null) {
      return Phase.BOOT;
    }
    Long at = root == null ? failedAt(attempt, stage) : Long.valueOf(root.row().offset());
    if (at != null && end != null && isBehind(attempt, at, end.row())) {
      return Phase.POST;
    }
    if (attempt.status().completed()
        && stage == null
        && !isAbsent(absences, Absence.Code.NO_STATUS_WRITE_BACK)) {
      return Phase.ACTIVE;
    }
    if (stage != null && windows.isSaid(stage)) {
      return windows.isSave(stage) ? Phase.SAVE : Phase.ACTIVE;
    }
    boolean isDue =
        timing.boundaries().finalArtifactWritten()
            && isAbsent(absences, Absence.Code.NO_STATUS_WRITE_BACK)
            && AttemptPromise.of(attempt).statusPersisted();
    Boundary from =
        timing.boundaries().saving() == null && isDue
            ? timing.boundaries().finalWork()
            : timing.boundaries().saving();
    return from != null && (at == null || isBehind(attempt, at, from.row()))
        ? Phase.SAVE
        : Phase.ACTIVE;
  }

  /// Whether a row comes after another one, as they were told.
  private static boolean isBehind(AttemptView attempt, long offset, long other) {
    for (Row row : attempt.rows()) {
      if (row.offset() == offset || row.offset() == other) {
        return row.offset() == other && offset != other;
      }
    }
    return offset > other;
  }

  private static @Nullable Long failedAt(AttemptView attempt, @Nullable StagePath stage) {
    if (stage == null) {
      return null;
    }
    StageView view = attempt.stage(stage);
    return view == null || view.rows().isEmpty() ? null : view.rows().getLast();
  }

  private static boolean isAbsent(List<Absence> absences, Absence.Code code) {
    return absent(absences, code) != null;
  }

  @Nullable Absence absent(Absence.Code code) {
    return absent(absences, code);
  }

  private static @Nullable Absence absent(List<Absence> absences, Absence.Code code) {
    for (Absence absence : absences) {
      if (absence.code() == code) {
        return absence;
      }
    }
    return null;
  }

  /// The first check before the run that failed; null when none did, or the run went on to work.
  @Nullable Row failedPreflight() {
    if (phase != Phase.BOOT) {
      return null;
    }
    for (Row row : attempt.rows()) {
      if (row.event().is(Kind.PREFLIGHT_CHECKED)
          && PreflightChecked.from(row.event()).status().equals("failed")) {
        return row;
      }
    }
    return null;
  }

  /// The results that are there.
  List<ArtifactView> results() {
    List<ArtifactView> results = new ArrayList<>();
    for (ArtifactView artifact : attempt.artifacts()) {
      if (artifact.isFinal()
          && artifact.isWritten()
          && artifact.state() != ArtifactView.State.NO_FILE) {
        results.add(artifact);
      }
    }
    return results;
  }

  /// What was written before the write-back began, when nothing is known to be a final artifact.
  List<ArtifactView> written() {
    List<ArtifactView> results = results();
    if (!results.isEmpty()) {
      return results;
    }
    List<ArtifactView> written = new ArrayList<>();
    for (ArtifactView artifact : attempt.artifacts()) {
      if (artifact.isWritten() && !artifact.isGiven()) {
        written.add(artifact);
      }
    }
    return written.isEmpty() ? written : List.of(written.getLast());
  }

  /// The attempt before this one; null for the first.
  @Nullable AttemptView previous() {
    AttemptView before = null;
    for (AttemptView one : run.attempts()) {
      if (one.attemptId().equals(attempt.attemptId())) {
        return before;
      }
      before = one;
    }
    return null;
  }

  Cause rootCause() {
    return root == null ? Cause.UNKNOWN : root.cause();
  }

  boolean completed() {
    return attempt.status().completed();
  }
}
