package dev.clew.document;

import dev.clew.core.graph.Graph;
import dev.clew.core.graph.GraphLayout;
import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/// A graph with the places of its nodes and edges.
final class GraphPart {
  private GraphPart() {}

  static Json write(Graph graph) {
    GraphLayout layout = GraphLayout.of(graph);
    List<Json> nodes = new ArrayList<>();
    for (GraphLayout.Box box : layout.boxes()) {
      Graph.Node node = box.node();
      nodes.add(
          Json.object()
              .put("id", node.id())
              .put("name", node.name())
              .put("kind", node.kind().wire())
              .put("state", node.state())
              .put("x", box.x())
              .put("y", box.y())
              .put("width", box.width())
              .put("height", box.height())
              .build());
    }
    List<Json> edges = new ArrayList<>();
    for (GraphLayout.Line line : layout.lines()) {
      Graph.Edge edge = line.edge();
      Boolean taken = edge.taken();
      List<Json> points = new ArrayList<>();
      for (GraphLayout.Point point : line.points()) {
        points.add(new Json.Arr(List.of(Json.of(point.x()), Json.of(point.y()))));
      }
      edges.add(
          Json.object()
              .put("from", edge.from())
              .put("to", edge.to())
              .put("kind", edge.kind().wire())
              .put("label", edge.label())
              .put("taken", taken == null ? null : Json.of(taken.booleanValue()))
              .put("points", points)
              .build());
    }
    return Json.object()
        .put("width", layout.width())
        .put("height", layout.height())
        .put("nodes", nodes)
        .put("edges", edges)
        .build();
  }
}
