package dev.clew.runs.recording;

import dev.clew.core.ledger.Appended;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where runs go that are taken from files. What is there already is not stored again.
public sealed interface ImportTarget permits LedgerTarget, ServerTarget, StoreTarget {
  /// @throws dev.clew.core.Refusal when it cannot be written
  Taken take(ToldRun run, ToldRun.Redacted redacted);

  /// What became of a run.
  ///
  /// @param place where a user finds it: the path of a ledger, the address of a page
  /// @param stored events that are new there
  /// @param known events that were there already
  /// @param rejected events that are over a limit, or of a run that was removed
  /// @param problem why something was not taken; null when nothing is known of it
  record Taken(String place, long stored, long known, long rejected, @Nullable String problem) {
    static Taken of(String place, long passedOver, List<Appended> appended) {
      long stored = 0;
      long known = passedOver;
      long rejected = 0;
      String problem = null;
      for (Appended one : appended) {
        switch (one) {
          case Appended.Stored any -> stored++;
          case Appended.Duplicate any -> known++;
          case Appended.OverLimit over -> {
            rejected++;
            problem = over.code() + " = " + over.limit() + ", and one has " + over.actual();
          }
          case Appended.Removed any -> {
            rejected++;
            problem = "the run was removed there";
          }
        }
      }
      return new Taken(place, stored, known, rejected, problem);
    }
  }
}
