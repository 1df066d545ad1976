package dev.clew.core.replay;

import dev.clew.core.event.StagePath;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageView;
import dev.clew.core.timing.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The artifacts and the places to start at that an attempt stands on: its own, and those of the
/// attempts before it, whose stages it may have left alone.
final class RunArtifacts {
  private final Map<String, ArtifactView> artifacts = new LinkedHashMap<>();
  private final Map<String, StagePath> producers = new LinkedHashMap<>();
  private final Map<String, Set<StagePath>> consumers = new LinkedHashMap<>();
  private final List<StartPlace> places = new ArrayList<>();
  private final OnDisk disk;

  RunArtifacts(RunView run, AttemptView last, OnDisk disk) {
    this.disk = disk;
    for (AttemptView attempt : run.attempts()) {
      take(attempt);
      if (attempt.attemptId().equals(last.attemptId())) {
        break;
      }
    }
  }

  private void take(AttemptView attempt) {
    for (ArtifactView artifact : attempt.artifacts()) {
      String id = artifact.artifactId();
      ArtifactView before = artifacts.get(id);
      boolean says = artifact.manifestRow() != null || before == null;
      artifacts.put(id, says ? artifact : before);
      if (artifact.producedBy() != null) {
        producers.put(id, artifact.producedBy());
      }
      consumers.computeIfAbsent(id, any -> new LinkedHashSet<>()).addAll(artifact.consumedBy());
    }
    for (StageView stage : attempt.stages()) {
      for (String id : stage.plan().consumes()) {
        if (artifacts.containsKey(id)) {
          consumers.computeIfAbsent(id, any -> new LinkedHashSet<>()).add(stage.path());
        }
      }
    }
    places.addAll(StartPlace.of(attempt));
  }

  List<ArtifactView> all() {
    return new ArrayList<>(artifacts.values());
  }

  /// The path that its rows give it; null when they give none.
  @Nullable String path(String artifactId) {
    ArtifactView artifact = artifacts.get(artifactId);
    return artifact == null || artifact.path().isEmpty() ? null : artifact.path();
  }

  /// Null when no stage says that it wrote it.
  @Nullable StagePath producer(ArtifactView artifact) {
    return producers.get(artifact.artifactId());
  }

  Set<StagePath> consumers(ArtifactView artifact) {
    return consumers.getOrDefault(artifact.artifactId(), Set.of());
  }

  /// Whether it was there before the run, as its kind says or the list of the workspace: something
  /// that a stage fetched is made again by it.
  boolean isGiven(ArtifactView artifact) {
    return (artifact.isGiven() || disk.listed(artifact.path()).isOther())
        && !artifact.isWritten()
        && producer(artifact) == null;
  }

  /// The files that are said to be given to the run.
  List<ArtifactView> inputs() {
    return artifacts.values().stream()
        .filter(artifact -> isGiven(artifact) && artifact.isGiven())
        .toList();
  }

  /// A start at that stage, as the command said it last; null when it did not say that it can be
  /// begun there.
  @Nullable StartPlace place(StagePath stage) {
    return last(place -> stage.equals(place.stage()));
  }

  /// The place that the command calls so; null when there is none.
  @Nullable StartPlace place(String word) {
    return last(place -> place.word().equals(word));
  }

  /// A start at the write-back that no stage does; null when the command did not say that it can be
  /// begun there.
  @Nullable StartPlace writeBack() {
    return last(place -> place.stage() == null && Window.Name.of(place.word()) == Window.Name.SAVE);
  }

  private @Nullable StartPlace last(Predicate<StartPlace> wanted) {
    for (StartPlace place : places.reversed()) {
      if (wanted.test(place)) {
        return place;
      }
    }
    return null;
  }
}
