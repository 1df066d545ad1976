package dev.clew.storesqlite;

import dev.clew.core.ledger.LedgerId;
import dev.clew.store.RunKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/// How a store in a folder works.
///
/// @param clock read when events are taken
/// @param identities gives the ledger of a run that begins its own id
/// @param sealAfter how long a run that has ended must have been quiet before its rows are packed
/// @param queueBytes how much may wait to be written; over it a writer is told to come back
/// @param rememberedEvents of how many events of runs that go on the ids are kept in memory
public record SqliteOptions(
    InstantSource clock,
    Function<RunKey, LedgerId> identities,
    Duration sealAfter,
    long queueBytes,
    int rememberedEvents) {
  private static final Duration SEAL_AFTER = Duration.ofMinutes(10);
  private static final long QUEUE_BYTES = 64L << 20;
  private static final int REMEMBERED_EVENTS = 1_000_000;

  public static SqliteOptions of(InstantSource clock, Function<RunKey, LedgerId> identities) {
    return new SqliteOptions(clock, identities, SEAL_AFTER, QUEUE_BYTES, REMEMBERED_EVENTS);
  }

  public SqliteOptions sealingAfter(Duration quiet) {
    return new SqliteOptions(clock, identities, quiet, queueBytes, rememberedEvents);
  }

  public SqliteOptions withQueueBytes(long bytes) {
    return new SqliteOptions(clock, identities, sealAfter, bytes, rememberedEvents);
  }

  public SqliteOptions remembering(int events) {
    return new SqliteOptions(clock, identities, sealAfter, queueBytes, events);
  }
}
