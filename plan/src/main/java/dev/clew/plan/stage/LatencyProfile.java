package dev.clew.plan.stage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names for durations, such as green up to 200 ms. Bands do not overlap.
public record LatencyProfile(String name, List<Band> bands) {
  public LatencyProfile {
    bands = List.copyOf(bands);
  }

  /// @param minMs the shortest duration that is in it; null for no bound
  /// @param maxMs the longest; null for no bound
  public record Band(
      String name,
      @Nullable Long minMs,
      @Nullable Long maxMs,
      @Nullable String color,
      @Nullable String label) {
    public boolean contains(long ms) {
      return (minMs == null || ms >= minMs) && (maxMs == null || ms <= maxMs);
    }
  }

  /// Null when the duration is in no band.
  public @Nullable Band of(long ms) {
    for (Band band : bands) {
      if (band.contains(ms)) {
        return band;
      }
    }
    return null;
  }
}
