package dev.clew.core.replay;

import dev.clew.core.timing.Window;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody wants to be run again.
///
/// @param from a stage or a window, also by another of its names; null for the earliest place where
///   something is left to do
/// @param acceptedEffects ids of effects that may be repeated although nobody knows whether they
///   took effect
/// @param newRun whether it is a run of its own, which may have other inputs
public record ReplayAsk(@Nullable String from, Set<String> acceptedEffects, boolean newRun) {
  /// From where something is left to do, with nothing accepted.
  public static final ReplayAsk DEFAULT = new ReplayAsk(null, Set.of(), false);

  public ReplayAsk {
    acceptedEffects = Set.copyOf(acceptedEffects);
  }

  /// From the beginning.
  public static ReplayAsk whole(Set<String> acceptedEffects) {
    return new ReplayAsk(Window.Name.BOOT.wire(), acceptedEffects, false);
  }

  public static ReplayAsk from(@Nullable String from) {
    return new ReplayAsk(from, Set.of(), false);
  }
}
