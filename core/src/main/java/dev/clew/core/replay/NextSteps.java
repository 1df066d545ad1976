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
    NextAction.Replay replay = action.replay();
    if (replay == null) {
      return action;
    }
    ReplayAsk ask = ReplayAsk.from(replay.start());
    ReplayAsk other = WayOut.of(explained, ask, OnDisk.NOT_LOOKED);
    if (other == null || other.equals(ask)) {
      return other == null ? null : action;
    }
    String text =
        other.acceptedEffects().isEmpty()
            ? "see what can be rerun safely"
            : "see what can be rerun, if what nobody knows about may be done again";
    String run = NextAction.quoted(explained.run().runId());
    return new NextAction(text, "clew plan " + run + other.options());
  }
}
