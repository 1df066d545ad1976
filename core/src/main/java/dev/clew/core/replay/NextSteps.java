package dev.clew.core.replay;

import dev.clew.core.dossier.Dossier;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.dossier.NextAction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The next actions of a dossier, of which none is a plan that is blocked as far as the ledger
/// tells.
public final class NextSteps {
  private NextSteps() {}

  /// Empty when nothing is wrong with the attempt.
  public static List<NextAction> of(Explanation explained) {
    Dossier dossier = explained.dossier();
    List<NextAction> steps = new ArrayList<>();
    if (dossier != null) {
      for (NextAction action : dossier.nextActions()) {
        NextAction open = open(explained, action);
        if (open != null) {
          steps.add(open);
        }
      }
    }
    return steps;
  }

  /// The same when it can be done, another plan when there is one that can, null when there is
  /// none.
  private static @Nullable NextAction open(Explanation explained, NextAction action) {
    ReplayAsk ask = ask(action);
    if (ask == null) {
      return action;
    }
    ReplayAsk other = WayOut.of(explained, ask, OnDisk.NOT_LOOKED);
    if (other == null || other.equals(ask)) {
      return other == null ? null : action;
    }
    return new NextAction.SeePlan(
        explained.run().runId(), other.from(), other.acceptedEffects(), other.newRun());
  }

  /// The plan that an action proposes; null when it proposes none.
  private static @Nullable ReplayAsk ask(NextAction action) {
    return switch (action) {
      case NextAction.Replay one -> ReplayAsk.from(one.from());
      case NextAction.SeePlan one -> new ReplayAsk(one.from(), one.acceptedEffects(), one.newRun());
      case NextAction.SettleEffect one -> null;
      case NextAction.Inspect one -> null;
      case NextAction.Wait one -> null;
      case NextAction.AskKernel one -> null;
      case NextAction.Compare one -> null;
      case NextAction.Rerun one -> null;
      case NextAction.Retry one -> null;
      case NextAction.FindSameWork one -> null;
    };
  }
}
