package dev.clew.core.graph;

import dev.clew.core.json.Json;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.DecisionView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which stage fed which: nodes in the order of the plan, edges from what the plan says that
/// templates and decisions read. A stage that reads nothing follows the stage before it by an
/// `order` edge.
public record StageGraph(List<Node> nodes, List<Edge> edges) {
  public StageGraph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  public record Node(String path, String name, @Nullable StageStatus status) {}

  /// @param taken for a decision that was evaluated: whether the stage at `to` ran because of it
  public record Edge(
      String from, String to, EdgeKind kind, String label, @Nullable Boolean taken) {}

  public enum EdgeKind {
    DATA,
    DECISION,
    ORDER;

    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public static StageGraph of(AttemptView attempt) {
    List<Node> nodes = new ArrayList<>();
    Map<String, String> pathsByName = new LinkedHashMap<>();
    for (StageView stage : attempt.stages()) {
      String path = stage.path().toString();
      nodes.add(new Node(path, stage.name(), stage.status()));
      pathsByName.put(path, path);
    }
    List<Edge> edges = new ArrayList<>();
    String previous = null;
    for (StageView stage : attempt.stages()) {
      List<Edge> incoming = incoming(stage, pathsByName.keySet());
      if (incoming.isEmpty() && previous != null) {
        incoming =
            List.of(new Edge(previous, stage.path().toString(), EdgeKind.ORDER, "then", null));
      }
      edges.addAll(incoming);
      previous = stage.path().toString();
    }
    return new StageGraph(nodes, edges);
  }

  /// One edge for each earlier stage and kind, labelled with all that was read from it.
  private static List<Edge> incoming(StageView stage, Set<String> known) {
    Map<String, Set<String>> labels = new LinkedHashMap<>();
    String to = stage.path().toString();
    for (Json.Obj reference : stage.plan().objects("references")) {
      String from = reference.text("stage", "");
      if (!known.contains(from) || from.equals(to)) {
        continue;
      }
      boolean decision = "runIf".equals(reference.text("at"));
      String key = (decision ? "?" : "=") + from;
      labels.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(reference.text("field", ""));
    }
    List<Edge> edges = new ArrayList<>();
    labels.forEach((key, fields) -> {
      boolean decision = key.charAt(0) == '?';
      String from = key.substring(1);
      edges.add(
          new Edge(
              from,
              to,
              decision ? EdgeKind.DECISION : EdgeKind.DATA,
              String.join(", ", fields),
              decision ? taken(stage) : null));
    });
    return edges;
  }

  private static @Nullable Boolean taken(StageView stage) {
    Boolean taken = null;
    for (DecisionView decision : stage.decisions()) {
      if ("run_if".equals(decision.purpose())) {
        taken = decision.result();
      }
    }
    return taken;
  }
}
