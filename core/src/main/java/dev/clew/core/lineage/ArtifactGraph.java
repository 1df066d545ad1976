package dev.clew.core.lineage;

import dev.clew.core.event.StagePath;
import dev.clew.core.graph.Graph;
import dev.clew.core.graph.Graph.EdgeKind;
import dev.clew.core.graph.Graph.NodeKind;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.StageView;
import dev.clew.core.timing.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a run consumed and created, and which stage made what of what. Many artifacts of one kind
/// that one stage wrote and the same stages read are one node.
public final class ArtifactGraph {
  /// More than this are drawn as one.
  private static final int MAX_SIBLINGS = 6;

  private static final String STATUS = "run:status";

  private final Map<String, Graph.Node> nodes = new LinkedHashMap<>();
  private final Set<Graph.Edge> edges = new LinkedHashSet<>();
  private final Map<String, String> nodeOfArtifact = new LinkedHashMap<>();

  private ArtifactGraph() {}

  /// Artifacts that look alike to whoever reads the graph.
  private record Siblings(
      @Nullable StagePath producedBy,
      String kind,
      ArtifactView.State state,
      List<StagePath> consumedBy) {}

  public static Graph of(AttemptView attempt, Window save) {
    ArtifactGraph graph = new ArtifactGraph();
    Map<Siblings, List<ArtifactView>> families = new LinkedHashMap<>();
    for (ArtifactView artifact : attempt.artifacts()) {
      families
          .computeIfAbsent(
              new Siblings(
                  artifact.producedBy(), artifact.kind(), artifact.state(), artifact.consumedBy()),
              any -> new ArrayList<>())
          .add(artifact);
    }
    graph.place(null, families);
    for (StageView stage : attempt.stages()) {
      if (touches(stage.path(), attempt)) {
        String path = stage.path().toString();
        graph.nodes.put(path, Graph.Node.stage(path, stage.name(), stage.status()));
        graph.place(stage.path(), families);
      }
    }
    graph.connect(attempt);
    graph.status(attempt, save);
    return new Graph(List.copyOf(graph.nodes.values()), List.copyOf(graph.edges));
  }

  private static boolean touches(StagePath stage, AttemptView attempt) {
    for (ArtifactView artifact : attempt.artifacts()) {
      if (stage.equals(artifact.producedBy()) || artifact.consumedBy().contains(stage)) {
        return true;
      }
    }
    return false;
  }

  /// The nodes of what that stage wrote; of what no stage wrote for null.
  private void place(@Nullable StagePath stage, Map<Siblings, List<ArtifactView>> families) {
    families.forEach((alike, family) -> {
      if (!Objects.equals(alike.producedBy(), stage)) {
        return;
      }
      if (family.size() > MAX_SIBLINGS) {
        String id = "artifacts:" + family.getFirst().artifactId();
        node(id, family.size() + " " + (alike.kind().isEmpty() ? "files" : alike.kind()), alike);
        family.forEach(artifact -> nodeOfArtifact.put(artifact.artifactId(), id));
        return;
      }
      for (ArtifactView artifact : family) {
        String id = "artifact:" + artifact.artifactId();
        node(id, artifact.artifactId(), alike);
        nodeOfArtifact.put(artifact.artifactId(), id);
      }
    });
  }

  private void node(String id, String name, Siblings alike) {
    String state =
        alike.state() == ArtifactView.State.RECORDED
            ? alike.kind().isEmpty() ? null : alike.kind()
            : alike.state().wire();
    nodes.put(id, new Graph.Node(id, name, NodeKind.ARTIFACT, state));
  }

  private void connect(AttemptView attempt) {
    for (ArtifactView artifact : attempt.artifacts()) {
      String id = Objects.requireNonNull(nodeOfArtifact.get(artifact.artifactId()));
      StagePath producer = artifact.producedBy();
      if (producer != null) {
        edge(producer.toString(), id, EdgeKind.PRODUCED);
      }
      for (StagePath consumer : artifact.consumedBy()) {
        if (!consumer.equals(producer)) {
          edge(id, consumer.toString(), EdgeKind.CONSUMED);
        }
      }
      for (String source : artifact.derivedFrom()) {
        String from = nodeOfArtifact.get(source);
        if (from != null && !from.equals(id) && producer == null) {
          edge(from, id, EdgeKind.DERIVED);
        }
      }
    }
  }

  private void edge(String from, String to, EdgeKind kind) {
    if (nodes.containsKey(from) && nodes.containsKey(to)) {
      edges.add(new Graph.Edge(from, to, kind, kind.wire(), null));
    }
  }

  /// Where the results go, or would have gone.
  private void status(AttemptView attempt, Window save) {
    List<String> results = new ArrayList<>();
    for (ArtifactView artifact : attempt.artifacts()) {
      if (artifact.isFinal()) {
        results.add(Objects.requireNonNull(nodeOfArtifact.get(artifact.artifactId())));
      }
    }
    if (results.isEmpty()) {
      return;
    }
    String state = save.status() == Window.Status.CLOSED ? "written" : "absent";
    nodes.put(STATUS, new Graph.Node(STATUS, "status", NodeKind.STATUS, state));
    results.forEach(result -> edge(result, STATUS, EdgeKind.PRODUCED));
  }
}
