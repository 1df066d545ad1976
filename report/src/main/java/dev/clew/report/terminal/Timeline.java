package dev.clew.report.terminal;

import dev.clew.core.absence.Absence;
import dev.clew.core.absence.Absences;
import dev.clew.core.event.Millis;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.core.run.ToolCallView;
import dev.clew.core.timing.Backwards;
import dev.clew.core.timing.Boundary;
import dev.clew.core.timing.Timing;
import dev.clew.core.timing.Window;
import dev.clew.report.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the time of a run went, as bars in a terminal of some width: the windows, the stages as a
/// tree with their calls, and what is absent. All bars have one scale; in the bar of a loop a mark
/// stands where an item with a problem ended.
public final class Timeline {
  /// Narrower than this, bars say nothing.
  private static final int MIN_BAR = 10;

  private static final int MAX_LABEL = 44;

  /// Deeper stages are indented no further.
  private static final int MAX_DEPTH = 8;

  private static final int DURATION_WIDTH = 9;

  /// Of more lines of stages, those in the middle are counted.
  private static final int MAX_STAGES = 200;

  /// Of a stage; of those that failed as many more.
  private static final int MAX_CALLS = 5;

  private final AttemptView attempt;
  private final Timing timing;
  private final Palette palette;
  private final List<String> lines = new ArrayList<>();
  private final List<StageTree.Line> tree;
  private final Map<StagePath, List<ToolCallView>> calls = new HashMap<>();
  private final int labels;
  private final int bar;
  private final @Nullable Instant start;
  private final double seconds;

  private Timeline(AttemptView attempt, Timing timing, Palette palette, int columns) {
    this.attempt = attempt;
    this.timing = timing;
    this.palette = palette;
    this.tree = StageTree.of(attempt.stages()).lines();
    for (ToolCallView call : attempt.toolCalls()) {
      StagePath path = call.path();
      if (path != null) {
        calls.computeIfAbsent(path, p -> new ArrayList<>()).add(call);
      }
    }
    int longest = "active".length();
    for (StageTree.Line line : tree) {
      longest = Math.max(longest, name(line).length() + 2);
    }
    this.labels = Math.min(longest, Math.min(MAX_LABEL, Math.max(8, columns / 3)));
    this.bar = Math.max(MIN_BAR, columns - labels - DURATION_WIDTH - 4);
    this.start = first();
    this.seconds =
        start == null ? 0 : Math.max(1e-9, Millis.seconds(Duration.between(start, last(start))));
  }

  /// @param timing of the attempt
  /// @param columns how wide the terminal is
  public static List<String> of(
      RunView run, AttemptView attempt, Timing timing, Palette palette, int columns) {
    Timeline timeline = new Timeline(attempt, timing, palette, columns);
    timeline.draw();
    for (Absence absence : Absences.of(run, attempt, timing)) {
      timeline.lines.add(
          palette.yellow("∅ ")
              + VisibleText.line(absence.what())
              + palette.dim("  " + absence.code().wire()));
    }
    return timeline.lines;
  }

  private @Nullable Instant first() {
    Instant first = null;
    for (Window window : timing.windows()) {
      first = earlier(first, window.start());
    }
    for (StageView stage : attempt.stages()) {
      Timestamp started = stage.startedAt();
      if (started != null && (first == null || started.instant().isBefore(first))) {
        first = started.instant();
      }
    }
    return first;
  }

  private static @Nullable Instant earlier(@Nullable Instant first, @Nullable Boundary boundary) {
    if (boundary == null) {
      return first;
    }
    Instant at = boundary.at().instant();
    return first == null || at.isBefore(first) ? at : first;
  }

  private Instant last(Instant begin) {
    Instant last = begin;
    Boundary ended = timing.boundaries().ended();
    Boundary known = ended == null ? timing.boundaries().lastSign() : ended;
    for (Boundary boundary : new @Nullable Boundary[] {known, timing.save().end()}) {
      if (boundary != null && boundary.at().instant().isAfter(last)) {
        last = boundary.at().instant();
      }
    }
    return last;
  }

  private void draw() {
    for (Window window : timing.told()) {
      lines.add(window(window));
    }
    lines.add("");
    int shown = 0;
    for (StageTree.Line line : tree) {
      if (tree.size() > MAX_STAGES
          && shown >= MAX_STAGES / 2
          && shown < tree.size() - MAX_STAGES / 2) {
        if (shown == MAX_STAGES / 2) {
          lines.add(palette.dim("  … " + (tree.size() - MAX_STAGES) + " more stages"));
        }
      } else {
        switch (line) {
          case StageTree.Line.Stage stage -> stage(stage);
          case StageTree.Line.More more -> lines.add("  " + palette.dim(name(more)));
        }
      }
      shown++;
    }
  }

  /// ` token #3`, `push-items × 998 ok, 2 failed`, indented by its place in the tree.
  private static String name(StageTree.Line line) {
    return switch (line) {
      case StageTree.Line.Stage stage -> {
        StageView view = stage.node().stage();
        int tries = view == null ? 0 : view.tries().size();
        String tally = stage.node().tally();
        yield indent(stage.depth())
            + stage.node().label()
            + (tries > 1 ? " #" + tries : "")
            + (tally.isEmpty() ? "" : " " + tally);
      }
      case StageTree.Line.More more -> indent(more.depth()) + more.text();
    };
  }

  private static String indent(int depth) {
    return "  ".repeat(Math.min(depth, MAX_DEPTH));
  }

  private String window(Window window) {
    String name = label(window.name().wire());
    Boundary from = window.start();
    if (from == null) {
      return name + palette.dim("∅" + " ".repeat(bar - 1)) + "  " + reason(window);
    }
    Boundary to = window.end() == null ? window.lastSign() : window.end();
    boolean closed = window.status() == Window.Status.CLOSED;
    String drawn =
        bar(from.at().instant(), to == null ? from.at().instant() : to.at().instant(), closed);
    return name
        + drawn
        + "  "
        + (closed ? length(window) : reason(window))
        + palette.dim(Shown.clewsOwn(timing, window));
  }

  private static String length(Window window) {
    Backwards backwards = window.backwards();
    return backwards == null ? Shown.duration(window.duration()) : Shown.backwards(backwards);
  }

  private String reason(Window window) {
    Window.Reason reason = window.reason();
    Duration atLeast = window.atLeast();
    return palette.yellow(
        (atLeast == null ? "" : "≥ " + Shown.duration(atLeast) + "  ")
            + (reason == null ? "" : "∅ " + reason.wire().replace('_', ' ')));
  }

  private void stage(StageTree.Line.Stage line) {
    StageTree.Node node = line.node();
    StageStatus status = node.status();
    String icon = Shown.paint(palette, status, Shown.icon(status));
    String name = icon + " " + label(name(line), labels - 2);
    StageView stage = node.stage();
    if (stage == null) {
      lines.add(name + Shown.paint(palette, status, marked(" ".repeat(bar), node)));
      return;
    }
    Timestamp from = stage.startedAt();
    if (from == null) {
      lines.add(name + " ".repeat(bar) + "  " + palette.dim(VisibleText.line(stage.headline())));
      return;
    }
    Timestamp to = stage.finishedAt();
    Instant end = to == null ? Instant.MAX : to.instant();
    String drawn = marked(bar(from.instant(), end, to != null), node);
    lines.add(name + Shown.paint(palette, status, drawn) + "  " + Shown.duration(stage.duration()));
    List<ToolCallView> made = calls.getOrDefault(stage.path(), List.of());
    if (stage.tries().size() > 1 || made.size() > 1) {
      calls(made, line.depth());
    }
  }

  /// Of many calls the first few and those to which no answer came.
  private void calls(List<ToolCallView> made, int depth) {
    int left = 0;
    int shown = 0;
    for (ToolCallView call : made) {
      boolean isTelling = call.status() != ToolCallView.Status.COMPLETED;
      if (shown < MAX_CALLS || (isTelling && shown < 2 * MAX_CALLS)) {
        call(call, depth);
        shown++;
      } else {
        left++;
      }
    }
    if (left > 0) {
      lines.add(
          "  ".repeat(Math.min(depth, MAX_DEPTH) + 2) + palette.dim("… " + left + " more calls"));
    }
  }

  /// The bar of a loop with a mark at the end of each item that did not do.
  private String marked(String drawn, StageTree.Node node) {
    if (!node.isLoop() || start == null) {
      return drawn;
    }
    StringBuilder marked = new StringBuilder(drawn);
    for (StageTree.Node item : node.children()) {
      StageView stage = item.stage();
      Timestamp ended = stage == null ? null : stage.finishedAt();
      boolean bad = item.status() == StageStatus.FAILED || item.status() == StageStatus.TOLERATED;
      if (bad && ended != null) {
        marked.setCharAt(
            Math.clamp(cell(ended.instant()), 0, bar - 1), Shown.icon(item.status()).charAt(0));
      }
    }
    return marked.toString();
  }

  private void call(ToolCallView call, int depth) {
    Duration took = call.duration();
    Instant from = call.startedAt().instant();
    String drawn = bar(from, took == null ? Instant.MAX : from.plus(took), took != null);
    Integer status = call.httpStatus();
    String what =
        "#" + call.tryNumber() + " " + call.method() + (status == null ? "" : " " + status);
    lines.add(
        palette.dim(
            "  "
                + label(indent(depth + 1) + what, labels - 2)
                + drawn
                + "  "
                + Shown.duration(took)));
  }

  /// From its place on the scale to its end, at least one cell; dashed to the end when the end is
  /// not known.
  private String bar(Instant from, Instant to, boolean closed) {
    if (start == null) {
      return " ".repeat(bar);
    }
    int first = Math.clamp(cell(from), 0, bar - 1);
    int end = to.equals(Instant.MAX) ? bar : Math.clamp(cell(to) + 1L, first + 1, bar);
    return " ".repeat(first) + (closed ? "█" : "╌").repeat(end - first) + " ".repeat(bar - end);
  }

  private long cell(Instant at) {
    return (long) (Millis.seconds(Duration.between(start, at)) / seconds * (bar - 1));
  }

  private String label(String text) {
    return label(text, labels);
  }

  private static String label(String text, int width) {
    String shown = VisibleText.line(text);
    if (shown.length() > width) {
      shown = shown.substring(0, width - 1) + "…";
    }
    return shown + " ".repeat(width - shown.length() + 1);
  }
}
