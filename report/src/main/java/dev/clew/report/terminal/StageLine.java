package dev.clew.report.terminal;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.run.StageSpan;
import dev.clew.core.run.StageStatus;
import dev.clew.report.VisibleText;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A stage on one line: `✔ create-account POST 201 12 ms`. From the events as they come. What is
/// below an item of a loop has a line only when it did not do, and so often at most; the line of
/// the loop has the counts.
public final class StageLine {
  private static final int MAX_NAME = 48;

  private final int width;
  private final Palette palette;
  private final Map<String, String> exchanges = new HashMap<>();

  /// Of the stages that run, by path.
  private final Map<String, StageSpan> spans = new HashMap<>();

  /// Lines that stages below the items of a loop have had, by the first loop on their path.
  private final Map<String, Integer> itemLines = new HashMap<>();

  public StageLine(List<String> names, Palette palette) {
    int longest = 8;
    for (String name : names) {
      longest = Math.max(longest, name.length());
    }
    this.width = Math.min(longest, MAX_NAME);
    this.palette = palette;
  }

  /// The line of a stage that this event ends; null when it ends none.
  public @Nullable String of(Event event) {
    Kind kind = Kind.of(event.kind());
    if (kind == null || event.path() == null) {
      return null;
    }
    String name = event.path().toString();
    if (kind == Kind.STAGE_STARTED) {
      spans.merge(
          name,
          new StageSpan(event, event),
          (before, again) -> new StageSpan(before.first(), again.last()));
    } else if (kind == Kind.TOOL_CALL_STARTED) {
      exchanges.put(name, ToolCallStarted.from(event).method());
    } else if (kind == Kind.TOOL_CALL_COMPLETED) {
      exchanges.computeIfPresent(
          name, (stage, method) -> method + " " + ToolCallEnded.from(event).httpStatus());
    }
    if (AnyEvent.from(event).has(AnyEvent.REUSED_FROM)) {
      exchanges.put(name, "kept");
    }
    StageStatus status = ending(kind, event);
    if (status == null) {
      return null;
    }
    StageSpan span = spans.remove(name);
    Duration took = span == null ? event.duration() : span.until(event);
    String exchange = exchanges.getOrDefault(name, "");
    String loop = loopAbove(event.path());
    if (loop != null) {
      exchanges.remove(name);
      if (!isTold(loop, status)) {
        return null;
      }
    }
    String tally = StageTree.tally(StageEnded.from(event).items());
    return line(status, tally.isEmpty() ? name : name + " " + tally, exchange, event, took);
  }

  /// Whether a stage below the items of the loop has a line; counts those that have.
  private boolean isTold(String loop, StageStatus status) {
    return StageTree.isTrouble(status)
        && itemLines.merge(loop, 1, Integer::sum) <= StageTree.MAX_ITEMS;
  }

  /// The path up to the name of the first loop on it; null when none is.
  private static @Nullable String loopAbove(StagePath path) {
    for (int at = 0; at < path.segments().size(); at++) {
      if (path.segments().get(at).iteration() != null) {
        String item = new StagePath(path.segments().subList(0, at + 1)).toString();
        return item.substring(0, item.lastIndexOf('['));
      }
    }
    return null;
  }

  private static @Nullable StageStatus ending(Kind kind, Event event) {
    return switch (kind) {
      case STAGE_COMPLETED ->
          StageEnded.from(event).isTolerated() ? StageStatus.TOLERATED : StageStatus.SUCCEEDED;
      case STAGE_FAILED -> StageStatus.FAILED;
      case STAGE_SKIPPED -> StageStatus.SKIPPED;
      case STAGE_NOT_REACHED -> StageStatus.NOT_REACHED;
      case STAGE_CANCELLED -> StageStatus.CANCELLED;
      default -> null;
    };
  }

  /// The line of a stage that is running.
  ///
  /// @param elapsed since it started, as it is shown
  public String running(String path, String elapsed) {
    return start(StageStatus.RUNNING, path, exchanges.getOrDefault(path, ""))
        .append(palette.dim(padded(elapsed)))
        .toString();
  }

  private String line(
      @Nullable StageStatus status,
      String path,
      String exchange,
      Event event,
      @Nullable Duration took) {
    StringBuilder line = start(status, path, exchange);
    line.append(palette.dim(padded(took == null ? "" : Shown.duration(took))));
    String message = StageEnded.from(event).get(StageEnded.MESSAGE, "");
    if (status != StageStatus.SUCCEEDED) {
      line.append("  ").append(Shown.paint(palette, status, VisibleText.line(event.summary())));
    }
    if (!message.isBlank()) {
      line.append("  ").append(VisibleText.line(message.strip()));
    }
    return line.toString().stripTrailing();
  }

  private StringBuilder start(@Nullable StageStatus status, String path, String exchange) {
    String name = VisibleText.line(path);
    String call = VisibleText.line(exchange);
    return new StringBuilder("  ")
        .append(Shown.paint(palette, status, Shown.icon(status)))
        .append(' ')
        .append(name)
        .repeat(' ', Math.max(0, width - name.length()))
        .append("  ")
        .append(call)
        .repeat(' ', Math.max(0, 9 - call.length()));
  }

  private static String padded(String time) {
    return " ".repeat(Math.max(0, 8 - time.length())) + time;
  }
}
