package dev.clew.client.delivery;

import org.jspecify.annotations.Nullable;

/// Whose lines are delivered, while they come. Thread-safe.
public interface Source {
  /// So many of its lines are lost, because there was no room.
  void lost(long count);

  /// Says how many were lost since it was said last; null when none was.
  @Nullable Line loss();

  /// A sign of life, when one is due; null when none is.
  @Nullable Line dueSign();
}
