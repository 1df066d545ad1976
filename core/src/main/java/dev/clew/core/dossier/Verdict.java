package dev.clew.core.dossier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one rule makes of a run.
sealed interface Verdict {

  /// @param failure the code: `upload_timeout`
  /// @param isA the wider codes that it is a kind of, the narrowest first
  /// @param blocker one sentence for people; null when the stage that blocks says it better
  record Match(
      String failure,
      List<String> isA,
      Cause cause,
      @Nullable String blocker,
      List<Evidence> evidence)
      implements Verdict {
    public Match {
      isA = List.copyOf(isA);
      evidence = List.copyOf(evidence);
    }
  }

  /// @param why what would have had to be there
  record RuledOut(String why) implements Verdict {}
}
