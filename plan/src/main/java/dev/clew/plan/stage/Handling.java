package dev.clew.plan.stage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a stage makes of an answer.
///
/// @param expected the statuses with which it succeeds
/// @param onStatus by status; where one has an entry in both, `onStatus` comes before
///   `jumpOnStatus`
public record Handling(
    ExpectedStatuses expected,
    List<StatusAction> onStatus,
    List<StatusAction> jumpOnStatus,
    @Nullable Ensure ensure,
    @Nullable Retry retry,
    @Nullable Breaker breaker) {
  public static final Handling NONE =
      new Handling(ExpectedStatuses.ANY_2XX, List.of(), List.of(), null, null, null);

  public Handling {
    onStatus = List.copyOf(onStatus);
    jumpOnStatus = List.copyOf(jumpOnStatus);
  }
}
