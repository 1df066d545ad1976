package dev.clew.server.retention;

import dev.clew.core.ClewException;
import dev.clew.store.RunStore;
import java.time.Duration;
import java.time.InstantSource;

/// Forgets files that somebody began to send, when nothing came for a day.
public final class UploadExpiry {
  /// How often it looks.
  public static final Duration PAUSE = Duration.ofMinutes(10);

  static final Duration QUIET = Duration.ofDays(1);

  private final RunStore store;
  private final InstantSource clock;

  public UploadExpiry(RunStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// @return how many there were
  public int expire() {
    try {
      return store.blobs().expireUploads(clock.instant().minus(QUIET));
    } catch (ClewException e) {
      // The store only reads, or is away for a moment; what can wait a day can wait longer.
      return 0;
    }
  }
}
