package dev.clew.core.replay;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.Event;
import dev.clew.core.run.Kind;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StagePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The artifacts and the places to start at that an attempt stands on: its own, and those of the
/// attempts before it, whose stages it may have left alone.
final class RunArtifacts {
  private final Map<String, ArtifactView> artifacts = new LinkedHashMap<>();
  private final Map<String, StagePath> producers = new LinkedHashMap<>();
  private final Map<String, Set<StagePath>> consumers = new LinkedHashMap<>();
  private final Map<String, Set<String>> boundaries = new LinkedHashMap<>();

  RunArtifacts(RunView run, AttemptView last) {
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
    for (Row row : attempt.rows()) {
      Event event = row.event();
      if (event.is(Kind.REPLAY_BOUNDARY)) {
        StagePath path = event.path();
        String from = event.attributes().text("from", path == null ? "" : path.toString());
        Set<String> inputs = new LinkedHashSet<>();
        for (Json id : event.attributes().list("inputs")) {
          if (id instanceof Json.Str text) {
            inputs.add(text.value());
          }
        }
        boundaries.put(from, inputs);
      }
    }
  }

  List<ArtifactView> all() {
    return new ArrayList<>(artifacts.values());
  }

  /// Null when no stage says that it wrote it.
  @Nullable StagePath producer(ArtifactView artifact) {
    return producers.get(artifact.artifactId());
  }

  Set<StagePath> consumers(ArtifactView artifact) {
    return consumers.getOrDefault(artifact.artifactId(), Set.of());
  }

  /// Whether it was there before the run: something that a stage fetched is made again by it.
  boolean isGiven(ArtifactView artifact) {
    return artifact.isGiven() && !artifact.isWritten() && producer(artifact) == null;
  }

  /// The ids of what a start there needs; null when the command did not say that it can be begun
  /// there.
  @Nullable Set<String> boundary(String from) {
    return boundaries.get(from);
  }
}
