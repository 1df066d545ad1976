package dev.clew.core.replay;

import dev.clew.core.dossier.Explanation;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to ask for in the place of a plan that is blocked.
public final class WayOut {
  /// Each step settles one kind of block.
  private static final int MOST_STEPS = 4;

  private WayOut() {}

  /// The same ask when its plan is not blocked. Null when no other ask would help, because
  /// something has to be brought back or waited for.
  public static @Nullable ReplayAsk of(Explanation explained, ReplayAsk ask, OnDisk disk) {
    ReplayAsk next = ask;
    for (int step = 0; step < MOST_STEPS; step++) {
      ReplayPlan plan = ReplayPlanner.of(explained, next, disk);
      if (!plan.isBlocked()) {
        return next;
      }
      ReplayAsk other = around(next, plan);
      if (other.equals(next)) {
        return null;
      }
      next = other;
    }
    return null;
  }

  private static ReplayAsk around(ReplayAsk ask, ReplayPlan plan) {
    String from = ask.from();
    boolean newRun = ask.newRun();
    Set<String> accepted = new HashSet<>(ask.acceptedEffects());
    for (ReplayPlan.Block block : plan.blocked()) {
      switch (block.code()) {
        case ReplayPlan.UNKNOWN_START, "no_replay_boundary" -> from = "boot";
        case ReplayPlan.INPUT_CHANGED -> newRun = true;
        case ReplayPlan.EFFECT_UNKNOWN -> accepted.add(block.subject());
        default -> {}
      }
    }
    return new ReplayAsk(from, accepted, newRun);
  }
}
