package dev.clew.storepostgres;

import dev.clew.core.ledger.LedgerId;
import dev.clew.store.RunKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/// How a store in PostgreSQL works.
///
/// @param clock read when events are taken
/// @param identities gives the ledger of a run that begins its own id
/// @param sealAfter how long a run that has ended must have been quiet before its rows are packed
/// @param queueBytes how much may wait to be written; over it a writer is told to come back
/// @param rememberedEvents of how many events of runs that go on the ids are kept in memory
/// @param lookEvery how often it looks for rows of runs that are followed and others write
public record PostgresOptions(
    InstantSource clock,
    Function<RunKey, LedgerId> identities,
    Duration sealAfter,
    long queueBytes,
    int rememberedEvents,
    Duration lookEvery) {
  private static final Duration SEAL_AFTER = Duration.ofMinutes(10);
  private static final long QUEUE_BYTES = 64L << 20;
  private static final int REMEMBERED_EVENTS = 1_000_000;
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  public static PostgresOptions of(InstantSource clock, Function<RunKey, LedgerId> identities) {
    return new PostgresOptions(
        clock, identities, SEAL_AFTER, QUEUE_BYTES, REMEMBERED_EVENTS, LOOK_EVERY);
  }

  public PostgresOptions sealingAfter(Duration quiet) {
    return new PostgresOptions(clock, identities, quiet, queueBytes, rememberedEvents, lookEvery);
  }

  public PostgresOptions withQueueBytes(long bytes) {
    return new PostgresOptions(clock, identities, sealAfter, bytes, rememberedEvents, lookEvery);
  }

  public PostgresOptions remembering(int events) {
    return new PostgresOptions(clock, identities, sealAfter, queueBytes, events, lookEvery);
  }
}
