package dev.clew.core.graph;

import dev.clew.core.run.StageStatus;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Things of a run and what leads from one to the other. The order of the nodes is the order in
/// which they are read.
public record Graph(List<Node> nodes, List<Edge> edges) {
  public Graph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /// @param id a stage's path, or an artifact's id after `artifact:`
  /// @param state of a stage its status, of an artifact its kind and whether it is there; null when
  ///   nothing is known
  public record Node(String id, String name, NodeKind kind, @Nullable String state) {
    public static Node stage(String path, String name, @Nullable StageStatus status) {
      return new Node(path, name, NodeKind.STAGE, status == null ? null : status.wire());
    }
  }

  public enum NodeKind {
    STAGE,
    ARTIFACT,
    /// The status of the run, as it was written back to whoever asked for it.
    STATUS;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param taken for a decision that was evaluated: whether the stage at `to` ran because of it
  public record Edge(
      String from, String to, EdgeKind kind, String label, @Nullable Boolean taken) {}

  public enum EdgeKind {
    DATA,
    DECISION,
    ORDER,
    PRODUCED,
    CONSUMED,
    DERIVED;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
