package dev.clew.engine.schedule;

import dev.clew.core.event.StagePath;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.RunState;
import dev.clew.engine.outcome.StageOutcome;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.stage.Jump;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One stage after the other, in the order of the file but for jumps.
final class SequentialStages {
  private final Stages stages;
  private final RunState state;
  private final List<PlannedStage> all;
  private final int[] visits;

  /// By the index of the stage: the last jump that left it out.
  private final @Nullable Over[] over;

  private record Over(StagePath from, String target) {}

  SequentialStages(Stages stages, RunState state) {
    this.stages = stages;
    this.state = state;
    this.all = stages.frame().workflow().stages();
    this.visits = new int[all.size()];
    this.over = new Over[all.size()];
  }

  Progress run() {
    RunContext parts = stages.parts();
    Progress progress = new Progress(parts.recorder());
    int at = 0;
    while (at < all.size() && !progress.hasFailed()) {
      StagePath path = stages.frame().path(all.get(at).name(), visits[at] + 1);
      if (!parts.course().begins(path, !parts.cancel().isGiven())) {
        progress.cancel();
        break;
      }
      visits[at]++;
      StageOutcome outcome = stages.run(all.get(at), path, state);
      progress.take(path, outcome);
      at = after(at, path, outcome);
    }
    unreached(progress);
    return progress;
  }

  private int after(int at, StagePath path, StageOutcome outcome) {
    Jump jump = outcome instanceof StageOutcome.Passed passed ? passed.jump() : null;
    if (jump == null) {
      return at + 1;
    }
    int target = jump.toEnd() ? all.size() : indexOf(jump.target());
    for (int between = at + 1; between < target; between++) {
      over[between] = new Over(path, jump.target());
    }
    return target;
  }

  private int indexOf(String name) {
    for (int at = 0; at < all.size(); at++) {
      if (all.get(at).name().equalsIgnoreCase(name)) {
        return at;
      }
    }
    throw new IllegalStateException("a plan has no jump to a stage that it has not: " + name);
  }

  private void unreached(Progress progress) {
    for (int at = 0; at < all.size(); at++) {
      if (visits[at] > 0) {
        continue;
      }
      StagePath path = stages.frame().path(all.get(at).name(), 1);
      Over jump = over[at];
      if (jump != null) {
        progress.jumpedOver(path, jump.from(), jump.target());
      } else {
        progress.notReached(path);
      }
    }
  }
}
