package dev.clew.cli.serve;

import dev.clew.core.digest.Hmac;
import dev.clew.core.ledger.LedgerId;
import dev.clew.runs.Ids;
import dev.clew.store.MemoryRunStore;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/// The store that a server stands on, and what belongs to it. The one place that chooses it.
///
/// @param where it keeps what it takes, for the person who starts it
/// @param ids makes ids for events that come without; it must outlive the process if the store does
public record ServedStore(RunStore store, String where, Hmac ids) {
  private static final int KEY_BYTES = 32;

  /// Everything is gone with the process.
  public static ServedStore inMemory(InstantSource clock) {
    Ids ids = new Ids();
    RunStore store = new MemoryRunStore(clock, run -> ledger(run, ids, clock));
    Hmac key = new Hmac(ids.hex(KEY_BYTES).getBytes(StandardCharsets.US_ASCII));
    return new ServedStore(store, "in memory", key);
  }

  private static LedgerId ledger(RunKey run, Ids ids, InstantSource clock) {
    return new LedgerId(run.namespace(), run.runId(), ids.ulid("ledger_", clock.millis()));
  }
}
