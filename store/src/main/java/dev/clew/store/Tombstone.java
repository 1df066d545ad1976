package dev.clew.store;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.run.RunStatus;
import org.jspecify.annotations.Nullable;

/// What stays of a run that was removed: that it was, and what proves a copy of it. Nothing that it
/// said of itself stays but its name.
///
/// @param ledger its chain begins with this id
/// @param status that it had
/// @param createdAt null when no row said it
/// @param finishedAt null when it had no terminal row
/// @param rows how many its ledger had
/// @param bytes how many of them and of its payloads the store had, as they were kept
/// @param chain the hash of its newest row
public record Tombstone(
    Removal removal,
    LedgerId ledger,
    String name,
    RunStatus status,
    @Nullable Timestamp createdAt,
    @Nullable Timestamp finishedAt,
    long rows,
    long bytes,
    Digest chain) {

  /// Of a run as a list shows it.
  public static Tombstone of(
      Removal removal, RunEntry entry, LedgerId ledger, long rows, long bytes, Digest chain) {
    return new Tombstone(
        removal,
        ledger,
        entry.name(),
        entry.status(),
        entry.createdAt(),
        entry.finishedAt(),
        rows,
        bytes,
        chain);
  }

  public RunKey run() {
    return removal.run();
  }
}
