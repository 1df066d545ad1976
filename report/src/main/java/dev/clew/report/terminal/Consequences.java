package dev.clew.report.terminal;

import dev.clew.core.dossier.Blocker;
import dev.clew.core.event.StagePath;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.report.VisibleText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What became of the stages that did not succeed, as a tree: items of a loop stand below its line,
/// which has their counts. Of many stages, the first of each status stand for the others.
final class Consequences {
  /// Of each status.
  private static final int MAX_STAGES = 5;

  /// @param name `THEN`, `ITEMS`; empty for a line that goes on with the one before
  record Line(String name, String text) {}

  private final Blocker blocker;
  private final Map<StagePath, String> texts = new HashMap<>();
  private final Map<StageStatus, Integer> seen = new EnumMap<>(StageStatus.class);

  /// How deep that stands which is below a node with a line.
  private final Map<StagePath, Integer> depths = new HashMap<>();

  private final List<Line> lines = new ArrayList<>();

  private Consequences(Blocker blocker) {
    this.blocker = blocker;
    blocker.consequences().forEach(one -> texts.put(one.stage(), one.text()));
  }

  static List<Line> of(Blocker blocker, List<StageView> stages) {
    Consequences told = new Consequences(blocker);
    for (StageTree.Line line : StageTree.of(stages).lines()) {
      switch (line) {
        case StageTree.Line.Stage stage -> told.stage(stage.node());
        case StageTree.Line.More more -> told.more(more);
      }
    }
    blocker.more().forEach((status, count) -> told.seen.merge(status, count, Integer::sum));
    told.seen.forEach((status, count) -> {
      if (count > MAX_STAGES) {
        told.lines.add(new Line("", (count - MAX_STAGES) + " more " + Shown.words(status)));
      }
    });
    return told.lines;
  }

  private void stage(StageTree.Node node) {
    StageStatus status = node.status();
    StageTree.Node parent = node.parent();
    if (node.path().equals(blocker.stage())) {
      depths.put(node.path(), 0);
      if (node.isLoop()) {
        lines.add(new Line("ITEMS", node.tally()));
      }
    } else if (status != null && status != StageStatus.SUCCEEDED && isTold(node, status)) {
      int depth = parent == null ? 0 : depths.getOrDefault(parent.path(), 0);
      depths.put(node.path(), depth + 1);
      lines.add(new Line("THEN", "  ".repeat(depth) + words(node, status)));
    }
  }

  /// Items stand with their loop; the tree has left out those that are too many.
  private boolean isTold(StageTree.Node node, StageStatus status) {
    StageTree.Node parent = node.parent();
    if (node.isItem() && parent != null) {
      return depths.containsKey(parent.path());
    }
    return texts.containsKey(node.path()) && seen.merge(status, 1, Integer::sum) <= MAX_STAGES;
  }

  private void more(StageTree.Line.More more) {
    Integer depth = depths.get(more.loop().path());
    if (depth != null) {
      lines.add(new Line("", "  ".repeat(depth) + more.text()));
    }
  }

  private String words(StageTree.Node node, StageStatus status) {
    String text = texts.getOrDefault(node.path(), "");
    return VisibleText.line(node.path().toString())
        + " "
        + Shown.words(status)
        + (node.isLoop() ? " (" + node.tally() + ")" : "")
        + (text.isEmpty() ? "" : ": " + VisibleText.line(text));
  }
}
