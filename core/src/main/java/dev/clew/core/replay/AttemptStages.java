package dev.clew.core.replay;

import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.core.timing.Boundary;
import dev.clew.core.timing.StageWindows;
import dev.clew.core.timing.Timing;
import dev.clew.core.timing.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The stages of an attempt in their order, as places to begin at. A place is an index; the number
/// of stages stands for a write-back that no stage does. Of a workflow they are its own stages: a
/// loop, a child workflow, or a stage that was visited again is kept or done again as a whole.
final class AttemptStages {
  private final Timing timing;
  private final boolean workflow;
  private final List<StageView> all;
  private final Map<StagePath, Long> startRows = new HashMap<>();
  private final StageWindows windows;

  AttemptStages(AttemptView attempt, Timing timing) {
    this.timing = timing;
    this.workflow = ReplayPlanner.isOfWorkflow(attempt);
    this.windows = new StageWindows(attempt);
    this.all = workflow ? whole(attempt) : attempt.stages();
    for (Row row : attempt.rows()) {
      StagePath path = row.event().path();
      if (path != null && row.event().is(Kind.STAGE_STARTED)) {
        startRows.putIfAbsent(path, row.offset());
      }
    }
  }

  private static List<StageView> whole(AttemptView attempt) {
    List<StageView> whole = new ArrayList<>();
    for (StageView stage : attempt.stages()) {
      if (stage.path().parent() == null && stage.path().segments().getLast().visit() == null) {
        whole.add(stage);
      }
    }
    return whole;
  }

  boolean areOfWorkflow() {
    return workflow;
  }

  List<StageView> all() {
    return all;
  }

  List<StageView> before(int begin) {
    return all.subList(0, Math.min(begin, all.size()));
  }

  List<StageView> from(int begin) {
    return all.subList(Math.min(begin, all.size()), all.size());
  }

  /// Null for a write-back that no stage does.
  @Nullable StageView at(int place) {
    return place < all.size() ? all.get(place) : null;
  }

  /// Where its first try was begun; null when it never was, or is no stage.
  @Nullable Long startRow(int place) {
    StageView stage = at(place);
    return stage == null ? null : startRows.get(stage.path());
  }

  /// Ignoring case; null when there is none of that name.
  @Nullable StageView named(String path) {
    for (StageView stage : all) {
      if (stage.path().toString().equalsIgnoreCase(path)) {
        return stage;
      }
    }
    return null;
  }

  /// The stage that a node is a part of.
  StagePath whole(StagePath path) {
    return workflow ? StagePath.of(path.segments().getFirst().name()) : path;
  }

  String names() {
    List<String> names = new ArrayList<>();
    for (StageView stage : all) {
      names.add(stage.path().toString());
    }
    return String.join(", ", names);
  }

  /// The place in the list of stages; their number for a write-back that no stage does; negative
  /// for a name that is none.
  int indexOf(String asked) {
    for (int at = 0; at < all.size(); at++) {
      if (all.get(at).path().toString().equals(asked)) {
        return at;
      }
    }
    Window.Name window = Window.Name.of(asked);
    if (window == null) {
      return -1;
    }
    return switch (window) {
      case QUEUE, BOOT, ACTIVE -> 0;
      case SAVE -> firstOfSave();
    };
  }

  /// The first place of one of them; negative when there is none.
  int indexOfAny(Set<StagePath> paths) {
    for (int at = 0; at < all.size(); at++) {
      if (paths.contains(all.get(at).path())) {
        return at;
      }
    }
    return -1;
  }

  int firstOfSave() {
    Boundary end = timing.boundaries().finalWork();
    for (int at = 0; at < all.size(); at++) {
      StageView stage = all.get(at);
      Long started = startRows.get(stage.path());
      if (windows.isSave(stage.path()) || (end != null && started != null && started > end.row())) {
        return at;
      }
    }
    return all.size();
  }

  boolean isSave(int begin) {
    return begin >= all.size() || begin >= firstOfSave();
  }

  boolean isNamed(int place, String name) {
    StageView stage = at(place);
    return stage != null && stage.path().toString().equals(name);
  }

  static boolean isDone(StageView stage) {
    return stage.status() == StageStatus.SUCCEEDED
        || stage.status() == StageStatus.TOLERATED
        || stage.status() == StageStatus.SKIPPED;
  }

  /// What became of it, as the end of a sentence that begins with its name.
  static String words(StageView stage) {
    StageStatus status = stage.status();
    return status == null
        ? "was never begun"
        : switch (status) {
          case RUNNING -> "is still running";
          case SUCCEEDED -> "succeeded";
          case TOLERATED -> "failed, which is tolerated";
          case FAILED -> "failed";
          case SKIPPED -> "was skipped";
          case NOT_REACHED -> "was not reached";
          case CANCELLED -> "was cancelled";
          case UNCLOSED -> "never ended";
        };
  }
}
