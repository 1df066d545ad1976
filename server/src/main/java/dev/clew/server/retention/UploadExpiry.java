package dev.clew.server.retention;

import dev.clew.store.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Forgets files that somebody began to send, when nothing came for a day.
public final class UploadExpiry implements AutoCloseable {
  /// How often it looks.
  private static final Duration PAUSE = Duration.ofMinutes(10);

  /// In one transaction: those who write wait for no more.
  private static final int MOST_AT_ONCE = 20;

  static final Duration QUIET = Duration.ofDays(1);

  private final RunStore store;
  private final InstantSource clock;
  private final Thread thread;
  private volatile boolean isEnded;

  public UploadExpiry(RunStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("clew-uploads").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!isEnded) {
        Thread.sleep(PAUSE);
        expire();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public void expire() {
    Instant before = clock.instant().minus(QUIET);
    try {
      int expired = MOST_AT_ONCE;
      while (!isEnded && expired == MOST_AT_ONCE) {
        expired = store.blobs().expireUploads(before, MOST_AT_ONCE);
      }
    } catch (RuntimeException e) {
      // The store only reads, or is away for a moment; what can wait a day can wait longer.
    }
  }

  @Override
  public void close() {
    isEnded = true;
    thread.interrupt();
  }
}
