package dev.clew.engine.kept;

import dev.clew.core.event.StagePath;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which go at a run it is, and what it takes over from an earlier one.
///
/// @param number from 1
/// @param previousId the attempt before it; null for the first
/// @param from where a replay begins, a stage or a window; null when it is no replay
/// @param ofRun the run whose stages it takes over, when that is another one; else null
/// @param kept the stages that are not done again, by their paths
/// @param values the first values that those were made with
public record NewAttempt(
    int number,
    @Nullable String previousId,
    @Nullable String from,
    @Nullable String ofRun,
    Map<StagePath, KeptStage> kept,
    KeptValues values) {
  public static final NewAttempt FIRST = new NewAttempt(1, null, null, null, Map.of());

  /// With first values of its own.
  public NewAttempt(
      int number,
      @Nullable String previousId,
      @Nullable String from,
      @Nullable String ofRun,
      Map<StagePath, KeptStage> kept) {
    this(number, previousId, from, ofRun, kept, KeptValues.NONE);
  }

  public NewAttempt {
    kept = Map.copyOf(kept);
    if (number < 1) {
      throw new IllegalArgumentException("attempt " + number);
    }
  }
}
