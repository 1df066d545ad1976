package dev.clew.engine.context;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.StagePath;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Until when a stage has to be through, all of its tries and waits together.
///
/// @param stage whose `timeout` it is
/// @param endsAt since the start of the run
public record TimeLimit(StagePath stage, Duration allowed, Duration endsAt) {

  /// The one that ends first.
  public static @Nullable TimeLimit earlier(@Nullable TimeLimit outer, @Nullable TimeLimit own) {
    if (outer == null || own == null) {
      return outer == null ? own : outer;
    }
    return own.endsAt.compareTo(outer.endsAt) < 0 ? own : outer;
  }

  /// Zero when it is over.
  public Duration left(Duration elapsed) {
    Duration left = endsAt.minus(elapsed);
    return left.isNegative() ? Duration.ZERO : left;
  }

  public Failure failure() {
    return new Failure(
        FailureCode.STAGE_TIMEOUT,
        "timeout = " + shown(allowed) + " of stage " + stage + " was over");
  }

  /// `90s`, `250ms`
  public static String shown(Duration allowed) {
    return allowed.toMillis() % 1_000 == 0 ? allowed.toSeconds() + "s" : allowed.toMillis() + "ms";
  }
}
