package dev.clew.core.graph;

import dev.clew.core.event.StagePath;
import dev.clew.core.fact.stage.StagePlanned;
import dev.clew.core.fact.stage.StageReference;
import dev.clew.core.graph.Graph.Edge;
import dev.clew.core.graph.Graph.EdgeKind;
import dev.clew.core.graph.Graph.Node;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.DecisionView;
import dev.clew.core.run.StageView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which stage fed which: nodes in the order of the plan, edges from what the plan says that
/// templates and decisions read. A stage that reads nothing follows the stage before it by an
/// `order` edge, the first of a child workflow its parent; where the plan says what a stage waits
/// for, only that.
public final class StageGraph {
  private StageGraph() {}

  public static Graph of(AttemptView attempt) {
    Map<String, StageView> drawn = drawn(attempt);
    List<Node> nodes = new ArrayList<>();
    drawn.forEach((path, stage) -> nodes.add(Node.stage(path, stage.name(), stage.status())));
    List<Edge> edges = new ArrayList<>();
    Map<String, String> previous = new HashMap<>();
    for (Map.Entry<String, StageView> one : drawn.entrySet()) {
      String path = one.getKey();
      String parent = parent(path);
      List<Edge> incoming = incoming(path, one.getValue(), drawn.keySet());
      String before = previous.getOrDefault(parent, parent);
      if (incoming.isEmpty()
          && !before.isEmpty()
          && !one.getValue().plan().has(StagePlanned.DEPENDS_ON)) {
        incoming = List.of(new Edge(before, path, EdgeKind.ORDER, "then", null));
      }
      edges.addAll(incoming);
      previous.put(parent, path);
    }
    return new Graph(nodes, edges);
  }

  /// By their paths, each followed by the stages of its child workflow. Items of a loop, and what
  /// is inside of them, are their loop; visits after the first are their stage, as the last left
  /// it.
  private static Map<String, StageView> drawn(AttemptView attempt) {
    Map<String, StageView> all = new LinkedHashMap<>();
    for (StageView stage : attempt.stages()) {
      boolean item = false;
      for (StagePath.Segment segment : stage.path().segments()) {
        item |= segment.iteration() != null;
      }
      if (!item) {
        all.put(firstVisit(stage.path()), stage);
      }
    }
    Map<String, List<String>> children = new LinkedHashMap<>();
    Map<String, StageView> drawn = new LinkedHashMap<>();
    for (String path : all.keySet()) {
      children.computeIfAbsent(parent(path), any -> new ArrayList<>()).add(path);
    }
    draw("", children, all, drawn);
    return drawn;
  }

  /// Empty for a stage of the workflow itself.
  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private static void draw(
      String parent,
      Map<String, List<String>> children,
      Map<String, StageView> all,
      Map<String, StageView> drawn) {
    for (String path : children.getOrDefault(parent, List.of())) {
      StageView stage = all.get(path);
      if (stage != null) {
        drawn.put(path, stage);
        draw(path, children, all, drawn);
      }
    }
  }

  private static String firstVisit(StagePath path) {
    List<StagePath.Segment> segments = new ArrayList<>();
    for (StagePath.Segment segment : path.segments()) {
      segments.add(new StagePath.Segment(segment.name(), null, null));
    }
    return new StagePath(segments).toString();
  }

  /// One edge for each earlier stage and kind, labelled with all that was read from it.
  private static List<Edge> incoming(String to, StageView stage, Set<String> known) {
    List<Edge> edges = new ArrayList<>();
    Map<String, Set<String>> labels = new LinkedHashMap<>();
    for (StageReference reference : stage.plan().references()) {
      String from = reference.stage();
      if (!known.contains(from) || from.equals(to)) {
        continue;
      }
      boolean decision = reference.at().equals("runIf");
      String key = (decision ? "?" : "=") + from;
      labels.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(reference.field());
    }
    if (labels.isEmpty()) {
      for (String before : stage.plan().dependsOn()) {
        if (known.contains(before)) {
          edges.add(new Edge(before, to, EdgeKind.ORDER, "then", null));
        }
      }
    }
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
