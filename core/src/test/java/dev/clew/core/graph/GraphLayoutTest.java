package dev.clew.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every picture of a graph keeps.
class GraphLayoutTest {
  private static Graph.Node node(int number) {
    return Graph.Node.stage("s" + number, "s" + number, null);
  }

  private static Graph.Edge edge(int from, int to) {
    return new Graph.Edge("s" + from, "s" + to, Graph.EdgeKind.DATA, "id", null);
  }

  private static Graph random(Random random, int size) {
    List<Graph.Node> nodes = new ArrayList<>();
    List<Graph.Edge> edges = new ArrayList<>();
    for (int to = 0; to < size; to++) {
      nodes.add(node(to));
      for (int edge = to == 0 ? 0 : random.nextInt(4); edge > 0; edge--) {
        edges.add(edge(random.nextInt(to), to));
      }
    }
    return new Graph(nodes, edges);
  }

  private static void holds(Graph graph, String what) {
    GraphLayout layout = GraphLayout.of(graph);
    assertThat(layout.boxes()).as(what).hasSameSizeAs(graph.nodes());
    Map<String, GraphLayout.Box> boxes = new HashMap<>();
    for (GraphLayout.Box box : layout.boxes()) {
      boxes.put(box.node().id(), box);
      assertThat(box.x() >= 0 && box.x() + box.width() <= layout.width()).as(what).isTrue();
      assertThat(box.y() >= 0 && box.y() + box.height() <= layout.height()).as(what).isTrue();
    }
    assertThat(boxes).hasSameSizeAs(graph.nodes());
    doNotOverlap(layout.boxes(), what);
    for (GraphLayout.Line line : layout.lines()) {
      GraphLayout.Box from = Objects.requireNonNull(boxes.get(line.edge().from()));
      GraphLayout.Box to = Objects.requireNonNull(boxes.get(line.edge().to()));
      GraphLayout.Point start = line.points().getFirst();
      GraphLayout.Point end = line.points().getLast();
      assertThat(start.x()).as(what).isEqualTo(from.x() + from.width());
      assertThat(start.y()).as(what).isBetween(from.y(), from.y() + from.height());
      assertThat(end.x()).as(what).isEqualTo(to.x());
      assertThat(end.y()).as(what).isBetween(to.y(), to.y() + to.height());
      for (int at = 1; at < line.points().size(); at++) {
        GraphLayout.Point one = line.points().get(at - 1);
        GraphLayout.Point next = line.points().get(at);
        assertThat(one.x() == next.x() || one.y() == next.y()).as(what).isTrue();
        assertThat(next.x()).as("%s: from left to right", what).isGreaterThanOrEqualTo(one.x());
      }
    }
  }

  private static void doNotOverlap(List<GraphLayout.Box> boxes, String what) {
    Map<Integer, List<GraphLayout.Box>> columns = new HashMap<>();
    for (GraphLayout.Box box : boxes) {
      columns.computeIfAbsent(box.x(), x -> new ArrayList<>()).add(box);
    }
    List<Integer> lefts = columns.keySet().stream().sorted().toList();
    for (int at = 1; at < lefts.size(); at++) {
      int width = Objects.requireNonNull(columns.get(lefts.get(at - 1))).getFirst().width();
      assertThat(lefts.get(at)).as(what).isGreaterThan(lefts.get(at - 1) + width);
    }
    for (List<GraphLayout.Box> column : columns.values()) {
      column.sort((one, other) -> Integer.compare(one.y(), other.y()));
      for (int at = 1; at < column.size(); at++) {
        GraphLayout.Box above = column.get(at - 1);
        assertThat(column.get(at).y()).as(what).isGreaterThan(above.y() + above.height());
      }
    }
  }

  @Test
  void of_randomGraphs_boxesAreApartAndEdgesMeetThem() {
    long seed = Long.getLong("seed", 742L);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      Graph graph = random(random, 1 + random.nextInt(40));
      holds(graph, "seed " + seed + ", round " + round);
      assertThat(GraphLayout.of(graph)).isEqualTo(GraphLayout.of(graph));
      assertThat(GraphLayout.of(graph).lines())
          .hasSameSizeAs(graph.edges().stream().distinct().toList());
    }
  }

  @Test
  void of_chainOf2000_isOneRow() {
    List<Graph.Node> nodes = new ArrayList<>();
    List<Graph.Edge> edges = new ArrayList<>();
    for (int at = 0; at < 2_000; at++) {
      nodes.add(node(at));
      if (at > 0) {
        edges.add(edge(at - 1, at));
      }
    }
    Graph chain = new Graph(nodes, edges);
    holds(chain, "chain");
    assertThat(GraphLayout.of(chain).boxes().stream().map(box -> box.y()).distinct()).hasSize(1);
  }

  @Test
  void of_starOf2000_hasTwoColumns() {
    List<Graph.Node> nodes = new ArrayList<>();
    List<Graph.Edge> edges = new ArrayList<>();
    for (int at = 0; at < 2_000; at++) {
      nodes.add(node(at));
      if (at > 0) {
        edges.add(edge(0, at));
      }
    }
    Graph star = new Graph(nodes, edges);
    holds(star, "star");
    assertThat(GraphLayout.of(star).boxes().stream().map(box -> box.x()).distinct()).hasSize(2);
  }

  @Test
  void of_everyStageReadsTheFirst_finishes() {
    List<Graph.Node> nodes = new ArrayList<>();
    List<Graph.Edge> edges = new ArrayList<>();
    for (int at = 0; at < 2_000; at++) {
      nodes.add(node(at));
      if (at > 0) {
        edges.add(edge(at - 1, at));
      }
      if (at > 1) {
        edges.add(edge(0, at));
      }
    }
    holds(new Graph(nodes, edges), "chain that reads its first");
  }

  @Test
  void of_nothing_isEmpty() {
    assertThat(GraphLayout.of(new Graph(List.of(), List.of())).boxes()).isEmpty();
  }

  @Test
  void of_edgesToNobodyOrBackwards_areLeftOut() {
    Graph graph = new Graph(List.of(node(0), node(1)), List.of(edge(1, 0), edge(0, 7), edge(9, 1)));
    holds(graph, "edges to nobody");
  }
}
