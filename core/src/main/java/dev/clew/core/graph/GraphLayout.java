package dev.clew.core.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the nodes and edges of a [Graph] are drawn: layers from left to right by the longest path
/// (Sugiyama, Tagawa, Toda 1981), edges over several layers routed through lanes of their own,
/// crossings reduced by barycentres. Deterministic. Units are CSS pixels; the points of a line are
/// a polyline with right angles.
public record GraphLayout(int width, int height, List<Box> boxes, List<Line> lines) {
  private static final int NODE_WIDTH = 188;
  private static final int NODE_HEIGHT = 44;
  private static final int LANE_HEIGHT = 14;
  private static final int COLUMN_GAP = 44;
  private static final int ROW_GAP = 20;
  private static final int MARGIN = 16;

  /// With more lanes than this, edges are drawn straight through: nobody follows them by eye any
  /// more.
  private static final int MAX_LANES = 4_000;

  public GraphLayout {
    boxes = List.copyOf(boxes);
    lines = List.copyOf(lines);
  }

  public record Box(Graph.Node node, int x, int y, int width, int height) {}

  public record Point(int x, int y) {}

  public record Line(Graph.Edge edge, List<Point> points) {
    public Line {
      points = List.copyOf(points);
    }
  }

  public static GraphLayout of(Graph graph) {
    return new Layers(graph).layout();
  }

  /// A place in a layer: a node, or the lane of an edge that passes through.
  private static final class Slot {
    final int layer;
    final int height;
    final List<Slot> before = new ArrayList<>();
    double rank;
    int y;

    Slot(int layer, int height, int rank) {
      this.layer = layer;
      this.height = height;
      this.rank = rank;
    }

    int middle() {
      return y + height / 2;
    }
  }

  private static final class Layers {
    private final Graph graph;
    private final Map<String, Slot> nodes = new LinkedHashMap<>();
    private final Map<Graph.Edge, List<Slot>> routes = new LinkedHashMap<>();
    private final List<List<Slot>> layers = new ArrayList<>();

    Layers(Graph graph) {
      this.graph = graph;
      placeNodes();
      routeEdges();
      order();
      stack();
    }

    private void placeNodes() {
      Map<String, List<Graph.Edge>> incoming = new HashMap<>();
      for (Graph.Edge edge : graph.edges()) {
        incoming.computeIfAbsent(edge.to(), to -> new ArrayList<>()).add(edge);
      }
      for (Graph.Node node : graph.nodes()) {
        int layer = 0;
        for (Graph.Edge edge : incoming.getOrDefault(node.id(), List.of())) {
          Slot from = nodes.get(edge.from());
          layer = from == null ? layer : Math.max(layer, from.layer + 1);
        }
        Slot slot = new Slot(layer, NODE_HEIGHT, nodes.size());
        nodes.put(node.id(), slot);
        layer(layer).add(slot);
      }
    }

    private List<Slot> layer(int index) {
      while (layers.size() <= index) {
        layers.add(new ArrayList<>());
      }
      return layers.get(index);
    }

    private void routeEdges() {
      int lanes = 0;
      for (Graph.Edge edge : graph.edges()) {
        Slot from = nodes.get(edge.from());
        Slot to = nodes.get(edge.to());
        if (from == null || to == null || from.layer >= to.layer) {
          continue;
        }
        List<Slot> route = new ArrayList<>();
        Slot last = from;
        lanes += to.layer - from.layer - 1;
        for (int at = from.layer + 1; at < to.layer && lanes <= MAX_LANES; at++) {
          Slot lane = new Slot(at, LANE_HEIGHT, layer(at).size());
          lane.before.add(last);
          layer(at).add(lane);
          route.add(lane);
          last = lane;
        }
        to.before.add(last);
        routes.put(edge, route);
      }
    }

    /// Once from left to right is enough: a layer's order follows from the one before it alone.
    private void order() {
      for (List<Slot> layer : layers) {
        for (Slot slot : layer) {
          slot.rank = barycentre(slot);
        }
        layer.sort((left, right) -> Double.compare(left.rank, right.rank));
        for (int at = 0; at < layer.size(); at++) {
          layer.get(at).rank = at;
        }
      }
    }

    private static double barycentre(Slot slot) {
      if (slot.before.isEmpty()) {
        return slot.rank;
      }
      double sum = 0;
      for (Slot before : slot.before) {
        sum += before.rank;
      }
      return sum / slot.before.size();
    }

    private void stack() {
      int tallest = 0;
      for (List<Slot> layer : layers) {
        tallest = Math.max(tallest, height(layer));
      }
      for (List<Slot> layer : layers) {
        int y = MARGIN + (tallest - height(layer)) / 2;
        for (Slot slot : layer) {
          slot.y = y;
          y += slot.height + ROW_GAP;
        }
      }
    }

    private static int height(List<Slot> layer) {
      int height = 0;
      for (Slot slot : layer) {
        height += slot.height;
      }
      return height + ROW_GAP * Math.max(0, layer.size() - 1);
    }

    GraphLayout layout() {
      List<Box> boxes = new ArrayList<>();
      int bottom = 0;
      for (Graph.Node node : graph.nodes()) {
        Slot slot = nodes.get(node.id());
        if (slot != null) {
          boxes.add(new Box(node, left(slot), slot.y, NODE_WIDTH, NODE_HEIGHT));
        }
      }
      for (List<Slot> layer : layers) {
        for (Slot slot : layer) {
          bottom = Math.max(bottom, slot.y + slot.height);
        }
      }
      List<Line> lines = new ArrayList<>();
      routes.forEach((edge, route) -> lines.add(new Line(edge, points(edge, route))));
      int columns = layers.size();
      int width = 2 * MARGIN + columns * NODE_WIDTH + Math.max(0, columns - 1) * COLUMN_GAP;
      return new GraphLayout(width, bottom + MARGIN, boxes, lines);
    }

    private static int left(Slot slot) {
      return MARGIN + slot.layer * (NODE_WIDTH + COLUMN_GAP);
    }

    private List<Point> points(Graph.Edge edge, List<Slot> route) {
      Slot from = java.util.Objects.requireNonNull(nodes.get(edge.from()));
      Slot to = java.util.Objects.requireNonNull(nodes.get(edge.to()));
      List<Point> points = new ArrayList<>();
      int x = left(from) + NODE_WIDTH;
      int y = from.middle();
      points.add(new Point(x, y));
      List<Slot> stops = new ArrayList<>(route);
      stops.add(to);
      for (Slot stop : stops) {
        if (stop.middle() != y) {
          int bend = left(stop) - COLUMN_GAP / 2;
          points.add(new Point(bend, y));
          y = stop.middle();
          points.add(new Point(bend, y));
        }
      }
      points.add(new Point(left(to), y));
      return points;
    }
  }
}
