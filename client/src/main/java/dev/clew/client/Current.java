package dev.clew.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/// Where a thread is, so that a line of a log finds its stage.
final class Current {
  private static final ThreadLocal<Deque<Stage>> STAGES = ThreadLocal.withInitial(ArrayDeque::new);
  private static final Deque<Run> RUNS = new ConcurrentLinkedDeque<>();

  private Current() {}

  static void begin(Run run) {
    RUNS.push(run);
  }

  static void end(Run run) {
    RUNS.remove(run);
  }

  static void enter(Stage stage) {
    STAGES.get().push(stage);
  }

  static void leave(Stage stage) {
    STAGES.get().remove(stage);
  }

  /// The stage of this thread, else the newest run; null when there is none.
  static @Nullable Scope scope() {
    Deque<Stage> stages = STAGES.get();
    // Another thread may have ended it, or nobody has, and its run is over.
    while (!stages.isEmpty() && stages.peek().isOver()) {
      stages.pop();
    }
    Stage stage = stages.peek();
    return stage == null ? RUNS.peek() : stage;
  }
}
