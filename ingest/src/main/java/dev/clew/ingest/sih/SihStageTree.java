package dev.clew.ingest.sih;

import dev.clew.core.event.StagePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stages of a report as the tree that they were. SIH lists them flat, in the order in which
/// they began: the parent of a stage is the nearest one before it with a lower depth, and its name
/// counts how often it was there.
final class SihStageTree {
  /// A stage, and the stages of the child workflow that it ran.
  static final class Node {
    final SihMembers stage;
    final StagePath path;
    final List<Node> children = new ArrayList<>();

    Node(SihMembers stage, StagePath path) {
      this.stage = stage;
      this.path = path;
    }
  }

  private final List<Node> roots = new ArrayList<>();
  private final Map<String, Integer> times = new HashMap<>();

  static List<Node> of(List<SihMembers> stages) {
    SihStageTree tree = new SihStageTree();
    List<Node> open = new ArrayList<>();
    List<Integer> depths = new ArrayList<>();
    for (SihMembers stage : stages) {
      int depth = stage.count("Depth");
      while (!depths.isEmpty() && depths.getLast() >= depth) {
        depths.removeLast();
        open.removeLast();
      }
      Node node = tree.add(stage, open.isEmpty() ? null : open.getLast());
      open.add(node);
      depths.add(depth);
    }
    return tree.roots;
  }

  private Node add(SihMembers stage, @Nullable Node parent) {
    String name = stage.text("StageName", "stage");
    Node node = new Node(stage, path(name, parent));
    (parent == null ? roots : parent.children).add(node);
    return node;
  }

  /// Below a loop the n-th stage of a name belongs to the n-th item; elsewhere it is another visit.
  private StagePath path(String name, @Nullable Node parent) {
    String key = (parent == null ? "" : parent.path.toString()) + "/" + name;
    int time = times.merge(key, 1, Integer::sum);
    if (parent == null) {
      return new StagePath(
          List.of(new StagePath.Segment(name, null, time == 1 ? null : Integer.valueOf(time))));
    }
    if (parent.stage.text("ForEachExecutionMode") == null) {
      return parent.path.child(
          new StagePath.Segment(name, null, time == 1 ? null : Integer.valueOf(time)));
    }
    List<StagePath.Segment> above = new ArrayList<>(parent.path.segments());
    StagePath.Segment loop = above.removeLast();
    above.add(new StagePath.Segment(loop.name(), time - 1, loop.visit()));
    above.add(new StagePath.Segment(name, null, null));
    return new StagePath(above);
  }
}
