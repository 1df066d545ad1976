package dev.clew.core.replay;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageView;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The files that stages are known to read, of which no manifest row says where they are: an event
/// names the path that a stage read, or its plan names a path that it will.
final class ReadFiles {
  private final RunView run;
  private final AttemptView attempt;
  private final AttemptStages stages;
  private final RunArtifacts artifacts;
  private final Map<String, String> readers = new TreeMap<>();

  ReadFiles(RunView run, AttemptView attempt, AttemptStages stages, RunArtifacts artifacts) {
    this.run = run;
    this.attempt = attempt;
    this.stages = stages;
    this.artifacts = artifacts;
  }

  /// By path, who reads it.
  ///
  /// @param isWhole whether everything is done again, so that what no stage read is read again too
  Map<String, String> of(Set<StagePath> redo, boolean isWhole) {
    for (StageView stage : stages.all()) {
      if (redo.contains(stage.path())) {
        stage.plan().consumes().forEach(read -> planned(read, stage.path()));
      }
    }
    for (AttemptView one : run.attempts()) {
      for (Row row : one.rows()) {
        StagePath stage = row.event().path();
        boolean isAgain = stage == null ? isWhole : redo.contains(stages.whole(stage));
        if (isAgain && row.event().is(Kind.ARTIFACT_CONSUMED)) {
          consumed(row.event(), stage == null ? "the command" : stage.toString());
        }
      }
      if (one.attemptId().equals(attempt.attemptId())) {
        break;
      }
    }
    return readers;
  }

  private void planned(String read, StagePath stage) {
    if (artifacts.path(read) == null) {
      readers.putIfAbsent(read, stage.toString());
    }
  }

  private void consumed(Event event, String reader) {
    String path = ArtifactWritten.from(event).get(ArtifactWritten.PATH);
    boolean isKnown = event.artifacts().stream().anyMatch(id -> artifacts.path(id) != null);
    if (path != null && !isKnown) {
      readers.putIfAbsent(path, reader);
    }
  }
}
