package dev.clew.core.replay;

import dev.clew.core.event.StagePath;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.StageView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a replay needs of the artifacts that are there, by the place where it begins.
final class NeededArtifacts {
  private final AttemptStages stages;
  private final RunArtifacts artifacts;

  NeededArtifacts(AttemptStages stages, RunArtifacts artifacts) {
    this.stages = stages;
    this.artifacts = artifacts;
  }

  /// The artifacts that the stages from there on read and do not write themselves.
  List<ArtifactView> of(int begin) {
    Set<StagePath> redone = new LinkedHashSet<>();
    for (StageView stage : stages.from(begin)) {
      redone.add(stage.path());
    }
    StartPlace promised = place(begin);
    List<ArtifactView> needed = new ArrayList<>();
    for (ArtifactView artifact : artifacts.all()) {
      boolean given = artifacts.isGiven(artifact);
      boolean read = promised != null && promised.inputs().contains(artifact.artifactId());
      for (StagePath consumer : artifacts.consumers(artifact)) {
        read |= redone.contains(consumer);
      }
      read |= stages.isSave(begin) && artifact.isFinal();
      read |= begin == 0 && given;
      StagePath producer = artifacts.producer(artifact);
      boolean remade = !given && (begin == 0 || (producer != null && redone.contains(producer)));
      if (read && !remade) {
        needed.add(artifact);
      }
    }
    return needed;
  }

  /// The place from which on it is made again; negative when it is not. Without a stage that wrote
  /// it, only the whole brings it back; what was given is not brought back at all, and makes
  /// another run when it is another.
  int producerOf(ArtifactView artifact, boolean newRun) {
    if (artifacts.isGiven(artifact)) {
      return newRun ? 0 : -1;
    }
    StagePath producer = artifacts.producer(artifact);
    return producer == null ? 0 : Math.max(0, stages.indexOfAny(Set.of(producer)));
  }

  /// A start there; null when the command did not say that it can be begun there.
  @Nullable StartPlace place(int begin) {
    StageView stage = stages.at(begin);
    StartPlace said = stage == null ? null : artifacts.place(stage.path());
    return said == null && stages.isSave(begin) ? artifacts.writeBack() : said;
  }

  /// The place that a word means, of the command's own words and those for stages and windows; the
  /// number of stages for a write-back that no stage does; negative for none.
  int indexOf(String word) {
    StartPlace own = artifacts.place(word);
    StagePath stage = own == null ? null : own.stage();
    int place = stages.indexOf(word);
    boolean isStage = place >= 0 && stages.isNamed(place, word);
    return stage == null || isStage ? place : stages.indexOfAny(Set.of(stage));
  }
}
