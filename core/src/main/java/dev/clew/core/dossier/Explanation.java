package dev.clew.core.dossier;

import dev.clew.core.absence.Absence;
import dev.clew.core.absence.Absences;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the rows say of an attempt, each thing derived once and from the one before it: where its
/// time went, what is missing, why it failed. Immutable.
///
/// @param dossier null when nothing is wrong with it
public record Explanation(
    RunView run,
    AttemptView attempt,
    Timing timing,
    List<Absence> absences,
    @Nullable Dossier dossier) {
  public Explanation {
    absences = List.copyOf(absences);
  }

  public static Explanation of(RunView run, AttemptView attempt) {
    Timing timing = Timing.of(attempt);
    List<Absence> absences = Absences.of(run, attempt, timing);
    return new Explanation(
        run, attempt, timing, absences, Dossier.of(run, attempt, timing, absences));
  }

  /// Of the attempt that counts.
  public static Explanation of(RunView run) {
    return of(run, run.attempt());
  }
}
