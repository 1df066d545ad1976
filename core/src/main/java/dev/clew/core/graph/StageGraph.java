package dev.clew.core.graph;

import dev.clew.core.graph.Graph.Edge;
import dev.clew.core.graph.Graph.EdgeKind;
import dev.clew.core.graph.Graph.Node;
import dev.clew.core.json.Json;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.DecisionView;
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
public final class StageGraph {
  private StageGraph() {}

  public static Graph of(AttemptView attempt) {
    List<Node> nodes = new ArrayList<>();
    Map<String, String> pathsByName = new LinkedHashMap<>();
    for (StageView stage : attempt.stages()) {
      String path = stage.path().toString();
      nodes.add(Node.stage(path, stage.name(), stage.status()));
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
    return new Graph(nodes, edges);
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
