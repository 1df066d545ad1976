package dev.clew.core.replay;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptPromise;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a replay has to do after the stages that it does again, because the run owes it: its own
/// contract promises it, or an attempt of it did it or began to. A run that never had a status row
/// owes none.
///
/// @param code `upload`, `status_row` or `terminal_event`
/// @param what as a thing to do, `write status row`
/// @param why in words
public record Owed(String code, String what, String why) {

  /// In the order in which it is done.
  ///
  /// @param redo the stages that are done again
  /// @param begin the first of them, as a place of [AttemptStages]
  static List<Owed> of(
      RunView run, AttemptView attempt, RunArtifacts artifacts, Set<StagePath> redo, int begin) {
    List<Owed> owed = new ArrayList<>();
    Said said = Said.by(run, attempt);
    Owed upload = upload(said, artifacts, redo, begin);
    if (upload != null) {
      owed.add(upload);
    }
    Owed status = status(said, attempt);
    if (status != null) {
      owed.add(status);
    }
    owed.add(new Owed("terminal_event", "emit completion event", end(attempt.status())));
    return owed;
  }

  private static String end(RunStatus status) {
    if (status.completed()) {
      return "the new attempt has an end of its own";
    }
    return status.unsuccessful() && status.terminal()
        ? "the run " + (status == RunStatus.CANCELLED ? "was cancelled" : "failed")
        : "nothing says how the run ended";
  }

  /// What was uploaded and is not made again stays where it is.
  private static @Nullable Owed upload(
      Said said, RunArtifacts artifacts, Set<StagePath> redo, int begin) {
    List<String> open = new ArrayList<>();
    String why = "";
    for (ArtifactView artifact : artifacts.all()) {
      if (!artifact.isFinal()) {
        continue;
      }
      String id = artifact.artifactId();
      Row done = last(said.uploaded, id);
      boolean isDone = done != null || Boolean.TRUE.equals(artifact.persisted());
      boolean isOpen = !isDone && (artifact.persisted() != null || last(said.uploads, id) != null);
      StagePath by = done == null ? null : done.event().path();
      StagePath producer = artifacts.producer(artifact);
      boolean isAgain =
          done != null
              && (begin == 0
                  || (by != null && redo.contains(by))
                  || (producer != null && redo.contains(producer)));
      if (isOpen || isAgain) {
        open.add(artifact.shown());
        why = isOpen ? " is not uploaded yet" : " was uploaded, and is again";
      }
    }
    if (open.isEmpty()) {
      return null;
    }
    return open.size() == 1
        ? new Owed("upload", "upload final artifact", open.getFirst() + why)
        : new Owed("upload", "upload final artifacts", open.size() + " files");
  }

  private static @Nullable Owed status(Said said, AttemptView attempt) {
    if (said.isStatusWritten) {
      return new Owed("status_row", "write status row", "it was written, and is again");
    }
    if (AttemptPromise.of(attempt).statusPersisted()) {
      return new Owed("status_row", "write status row", "it was promised, and is not written");
    }
    return said.hadStatus
        ? new Owed("status_row", "write status row", "an attempt before wrote it")
        : null;
  }

  /// The last that names the artifact.
  private static @Nullable Row last(List<Row> rows, String artifactId) {
    for (Row row : rows.reversed()) {
      if (row.event().artifacts().contains(artifactId)) {
        return row;
      }
    }
    return null;
  }

  /// What the attempts say of their write-back, up to the one that is planned from.
  private static final class Said {
    private final List<Row> uploads = new ArrayList<>();
    private final List<Row> uploaded = new ArrayList<>();
    private boolean hadStatus;
    private boolean isStatusWritten;

    static Said by(RunView run, AttemptView last) {
      Said said = new Said();
      for (AttemptView attempt : run.attempts()) {
        said.isStatusWritten = false;
        attempt.rows().forEach(said::take);
        if (attempt.attemptId().equals(last.attemptId())) {
          break;
        }
      }
      return said;
    }

    private void take(Row row) {
      Event event = row.event();
      if (event.is(Kind.UPLOAD)) {
        uploads.add(row);
      } else if (event.is(Kind.ARTIFACT_UPLOADED)) {
        uploaded.add(row);
      } else if (event.is(Kind.STATUS_PERSISTED)) {
        hadStatus = true;
        isStatusWritten = true;
      }
    }
  }
}
