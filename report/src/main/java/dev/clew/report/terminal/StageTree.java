package dev.clew.report.terminal;

import dev.clew.core.event.StagePath;
import dev.clew.core.event.StagePath.Segment;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.stage.ItemTally;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stages of an attempt as a tree by path: the stages of a child workflow under it, the items
/// of a loop under the loop. As lines, a loop is one, with how its items ended; below it stand only
/// the items that did not succeed, so many of them as a reader takes in.
final class StageTree {
  /// Of the items of a loop that did not succeed; the others are counted.
  static final int MAX_ITEMS = 10;

  /// A path is searched for its parents so many levels up; hostile ones have thousands.
  private static final int MAX_LEVELS = 64;

  private final List<Node> roots = new ArrayList<>();

  private StageTree() {}

  /// A stage, or a loop that is only known by its items.
  static final class Node {
    private final StagePath path;
    private final @Nullable StageView stage;
    private final List<Node> children = new ArrayList<>();
    private final Map<StageStatus, Integer> items = new EnumMap<>(StageStatus.class);
    private @Nullable Node parent;
    private boolean troubled;

    private Node(StagePath path, @Nullable StageView stage) {
      this.path = path;
      this.stage = stage;
    }

    StagePath path() {
      return path;
    }

    /// Null for a loop that no event is about.
    @Nullable StageView stage() {
      return stage;
    }

    @Nullable Node parent() {
      return parent;
    }

    List<Node> children() {
      return children;
    }

    /// Null while it is only planned; of a loop that no event is about, that of its worst item.
    @Nullable StageStatus status() {
      if (stage != null) {
        return stage.status();
      }
      for (StageStatus status : WORST_FIRST) {
        if (items.containsKey(status)) {
          return status;
        }
      }
      return null;
    }

    boolean isItem() {
      return path.segments().getLast().iteration() != null && parent != null && parent.isLoop();
    }

    boolean isLoop() {
      return !items.isEmpty();
    }

    /// Its path from its parent on.
    String label() {
      int known = parent == null ? 0 : parent.path.segments().size();
      List<Segment> segments = path.segments();
      int from = Math.min(known, segments.size() - 1);
      return new StagePath(segments.subList(from, segments.size())).toString();
    }

    /// `× 998 ok, 2 failed`; empty for what is no loop.
    String tally() {
      return items.isEmpty() ? "" : "× " + words(items);
    }
  }

  /// One line of the tree.
  sealed interface Line {
    record Stage(Node node, int depth) implements Line {}

    /// Items that are not shown, by how they ended.
    record More(Node loop, Map<StageStatus, Integer> items, int depth) implements Line {
      /// `… 12 more: 11 failed, 1 tolerated`
      String text() {
        int sum = 0;
        for (int count : items.values()) {
          sum += count;
        }
        return "… "
            + sum
            + " more"
            + (items.size() == 1 ? " " : ": ")
            + (items.size() == 1 ? word(items.keySet().iterator().next()) : words(items));
      }
    }
  }

  private static final List<StageStatus> WORST_FIRST =
      List.of(
          StageStatus.FAILED,
          StageStatus.TOLERATED,
          StageStatus.UNCLOSED,
          StageStatus.RUNNING,
          StageStatus.CANCELLED,
          StageStatus.SUCCEEDED,
          StageStatus.SKIPPED,
          StageStatus.NOT_REACHED);

  static StageTree of(List<StageView> stages) {
    StageTree tree = new StageTree();
    Map<StagePath, Node> known = new LinkedHashMap<>();
    Map<StagePath, Integer> orphans = new HashMap<>();
    for (StageView stage : stages) {
      known.put(stage.path(), new Node(stage.path(), stage));
    }
    for (StagePath path : known.keySet()) {
      StagePath loop = loopOf(path);
      if (loop != null && !known.containsKey(loop)) {
        orphans.merge(loop, 1, Integer::sum);
      }
    }
    for (Node node : List.copyOf(known.values())) {
      Node loop = loop(node.path, known, orphans, tree);
      if (loop != null && node.stage != null && node.stage.status() != null) {
        loop.items.merge(node.stage.status(), 1, Integer::sum);
      }
      tree.put(node, loop == null ? workflow(node.path, known) : loop);
    }
    arrange(tree.roots);
    return tree;
  }

  private void put(Node node, @Nullable Node parent) {
    node.parent = parent;
    (parent == null ? roots : parent.children).add(node);
    StageStatus status = node.status();
    if (status != null && isTrouble(status)) {
      for (Node above = parent; above != null && !above.troubled; above = above.parent) {
        above.troubled = true;
      }
    }
  }

  /// Of `a/b[3]~2` it is `a/b~2`; null for what is no item.
  private static @Nullable StagePath loopOf(StagePath path) {
    Segment last = path.segments().getLast();
    return last.iteration() == null
        ? null
        : with(path, new Segment(last.name(), null, last.visit()));
  }

  private static StagePath with(StagePath path, Segment last) {
    List<Segment> segments = new ArrayList<>(path.segments());
    segments.set(segments.size() - 1, last);
    return new StagePath(segments);
  }

  private static @Nullable Node loop(
      StagePath item, Map<StagePath, Node> known, Map<StagePath, Integer> orphans, StageTree tree) {
    StagePath path = loopOf(item);
    if (path == null) {
      return null;
    }
    Node loop = known.get(path);
    if (loop == null) {
      loop = known.get(with(path, new Segment(path.name(), null, null)));
    }
    if (loop == null && orphans.getOrDefault(path, 0) > 1) {
      loop = new Node(path, null);
      known.put(path, loop);
      tree.put(loop, workflow(path, known));
    }
    return loop;
  }

  /// The nearest stage that is known above the path; null when there is none.
  private static @Nullable Node workflow(StagePath path, Map<StagePath, Node> known) {
    List<Segment> segments = path.segments();
    int least = Math.max(1, segments.size() - MAX_LEVELS);
    for (int length = segments.size() - 1; length >= least; length--) {
      Node found = known.get(new StagePath(segments.subList(0, length)));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// Items by number; a later visit behind what started before it; the others as they come.
  private static void arrange(List<Node> siblings) {
    List<Node> inOrder = new ArrayList<>();
    for (Node node : siblings) {
      if (node.path.segments().getLast().visit() == null) {
        inOrder.add(node);
      }
    }
    if (!inOrder.isEmpty() && inOrder.stream().allMatch(Node::isItem)) {
      inOrder.sort(Comparator.comparingInt(StageTree::iteration));
    }
    for (Node node : siblings) {
      if (node.path.segments().getLast().visit() != null) {
        inOrder.add(after(inOrder, node), node);
      }
    }
    for (int at = 0; at < inOrder.size(); at++) {
      siblings.set(at, inOrder.get(at));
      arrange(inOrder.get(at).children);
    }
  }

  private static int iteration(Node node) {
    Integer iteration = node.path.segments().getLast().iteration();
    return iteration == null ? 0 : iteration;
  }

  private static int after(List<Node> inOrder, Node visit) {
    Timestamp started = visit.stage == null ? null : visit.stage.startedAt();
    for (int at = inOrder.size() - 1; started != null && at >= 0; at--) {
      StageView before = inOrder.get(at).stage;
      Timestamp from = before == null ? null : before.startedAt();
      if (from != null && !from.instant().isAfter(started.instant())) {
        return at + 1;
      }
    }
    return inOrder.size();
  }

  /// Whether a reader wants to see it among many alike.
  static boolean isTrouble(StageStatus status) {
    return switch (status) {
      case FAILED, TOLERATED, UNCLOSED, RUNNING, CANCELLED -> true;
      case SUCCEEDED, SKIPPED, NOT_REACHED -> false;
    };
  }

  private static boolean isTroubled(Node node) {
    StageStatus status = node.status();
    return node.troubled || (status != null && isTrouble(status));
  }

  /// All lines, parents before children.
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Node root : roots) {
      add(root, 0, lines);
    }
    return lines;
  }

  private static void add(Node node, int depth, List<Line> lines) {
    lines.add(new Line.Stage(node, depth));
    int shown = 0;
    Map<StageStatus, Integer> more = new EnumMap<>(StageStatus.class);
    for (Node child : node.children) {
      if (!child.isItem()) {
        add(child, depth + 1, lines);
      } else if (isTroubled(child)) {
        StageStatus status = child.status();
        if (shown++ < MAX_ITEMS) {
          add(child, depth + 1, lines);
        } else if (status != null) {
          more.merge(status, 1, Integer::sum);
        }
      }
    }
    if (!more.isEmpty()) {
      lines.add(new Line.More(node, more, depth + 1));
    }
  }

  /// What the end of a loop says about its items, as `× 998 ok, 2 failed`; empty when it says
  /// nothing.
  static String tally(@Nullable ItemTally items) {
    Map<StageStatus, Integer> counts = new EnumMap<>(StageStatus.class);
    for (StageStatus status : WORST_FIRST) {
      Long count = items == null ? null : count(items, status);
      if (count != null && count > 0) {
        counts.put(status, Math.clamp(count, 0, Integer.MAX_VALUE));
      }
    }
    return counts.isEmpty() ? "" : "× " + words(counts);
  }

  private static @Nullable Long count(ItemTally items, StageStatus status) {
    return switch (status) {
      case SUCCEEDED -> items.succeeded();
      case TOLERATED -> items.tolerated();
      case FAILED -> items.failed();
      case SKIPPED -> items.skipped();
      case NOT_REACHED -> items.notReached();
      case CANCELLED, RUNNING, UNCLOSED -> null;
    };
  }

  /// `998 ok, 2 failed`: what is well first, as it is the most.
  private static String words(Map<StageStatus, Integer> counts) {
    List<String> words = new ArrayList<>();
    for (StageStatus status : WORST_FIRST) {
      Integer count = counts.get(status);
      if (count != null) {
        words.add(status == StageStatus.SUCCEEDED ? 0 : words.size(), count + " " + word(status));
      }
    }
    return String.join(", ", words);
  }

  private static String word(StageStatus status) {
    return status == StageStatus.SUCCEEDED ? "ok" : Shown.words(status);
  }
}
