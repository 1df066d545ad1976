package dev.clew.core.dossier;

import dev.clew.core.absence.Absence;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.Kind;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StagePath;
import dev.clew.core.timing.Boundary;
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
record Facts(
    RunView run,
    AttemptView attempt,
    Timing timing,
    List<Absence> absences,
    @Nullable Blocker stage,
    @Nullable Signal root,
    List<Signal> signals,
    Json.Obj ended,
    @Nullable Row endedRow,
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
    Signal root = attempt.status().completed() && path == null ? null : signals.root(attempt, path);
    return new Facts(
        run,
        attempt,
        timing,
        absences,
        stage,
        root,
        signals.all(),
        endedRow == null ? Json.EMPTY_OBJECT : endedRow.event().attributes(),
        endedRow,
        phase(timing, root, path, attempt));
  }

  /// By what had happened when the root of the failure was written; without one, by what had
  /// happened at all.
  private static Phase phase(
      Timing timing, @Nullable Signal root, @Nullable StagePath stage, AttemptView attempt) {
    Boundary claimed = timing.boundaries().claimed();
    Boundary work = timing.boundaries().firstWork();
    Boundary end = timing.boundaries().ended();
    if (claimed == null && work == null) {
      return Phase.PRE_CLAIM;
    }
    if (work == null) {
      return Phase.BOOT;
    }
    Long at = root == null ? failedAt(attempt, stage) : Long.valueOf(root.row().offset());
    if (at != null && end != null && at > end.row()) {
      return Phase.POST;
    }
    Boundary finalWork = timing.boundaries().finalWork();
    boolean hadResult =
        timing.boundaries().finalArtifactWritten() || timing.boundaries().saving() != null;
    return hadResult && finalWork != null && (at == null || at > finalWork.row())
        ? Phase.SAVE
        : Phase.ACTIVE;
  }

  private static @Nullable Long failedAt(AttemptView attempt, @Nullable StagePath stage) {
    if (stage == null) {
      return null;
    }
    var view = attempt.stage(stage);
    return view == null || view.rows().isEmpty() ? null : view.rows().getLast();
  }

  @Nullable Absence absent(Absence.Code code) {
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
          && "failed".equals(row.event().attributes().text("status"))) {
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
