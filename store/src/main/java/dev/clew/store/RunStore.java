package dev.clew.store;

import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.RedactedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Keeps the ledgers of many runs and finds runs among them. Thread-safe. `RunStoreContract` of
/// `store-tck` tests what all of them promise.
public interface RunStore extends RunIndex, AutoCloseable {
  /// Takes events of any runs, in their order; the first event of a run begins its ledger. What is
  /// reported as stored, or as a duplicate, survives a power cut when this returns. The events of a
  /// batch are stored all or none, but for those that are over a limit.
  ///
  /// @return what became of each
  /// @throws StoreFault when they could not be written; it says whether another try makes sense
  List<Appended> append(List<RedactedEvent> events);

  /// Takes an event as the next row of a run, if that has as many rows as somebody has seen: what
  /// was decided by them still holds then.
  ///
  /// @param rows as many as were seen; 0 for a run that has not begun
  /// @return empty when there are others by now, and the event was not taken
  /// @throws StoreFault when it could not be written
  Optional<Appended> appendAt(long rows, RedactedEvent event);

  /// Runs that wait in a queue to be claimed, in the order in which they began.
  ///
  /// @param namespaces that are looked at; null for all
  /// @param limit at most so many, from 1
  List<RunKey> queued(String queue, @Nullable Set<String> namespaces, int limit);

  /// Runs that go on under a lease, in the order in which they began.
  ///
  /// @param after goes on behind the run of that number; below any number for the first ones
  /// @param limit at most so many, from 1
  List<LeasedRun> leased(long after, int limit);

  /// Comes when it takes nothing more ([StoreFault.Kind#FAILED]), and says why. To open it anew is
  /// what helps then. Of a store that cannot get there it never comes.
  default CompletionStage<StoreFault> failure() {
    return new CompletableFuture<>();
  }

  /// Begins the ledger of a run under an identity of the caller's, as an import does that keeps it.
  /// It is in no answer of [#find] before its first event.
  ///
  /// @throws IllegalArgumentException when the run has begun already
  Ledger begin(LedgerId id);

  /// The ledger of a run that has begun. What is appended to it is durable at once. To close it
  /// closes it to its holder alone.
  Optional<Ledger> ledger(RunKey run);

  /// Where events of a run stand, by their ids: the first of each. Those that the run does not have
  /// are left out. Made by going over all rows; a store that knows better says it.
  default Map<String, Long> offsets(RunKey run, Set<String> eventIds) {
    Map<String, Long> offsets = new HashMap<>();
    Ledger ledger = ledger(run).orElse(null);
    if (ledger == null || eventIds.isEmpty()) {
      return offsets;
    }
    ledger.each(
        0,
        row -> {
          String id = row.event().eventId();
          if (eventIds.contains(id)) {
            offsets.putIfAbsent(id, row.offset());
          }
        });
    return offsets;
  }

  /// Removes all that there is of a run: its rows, payloads, and what it is found by. What stays is
  /// a [Tombstone], and events of this run are answered with [Appended.Removed] from then on. Both
  /// or neither is durable when this returns. Readings of the run that have begun may still end.
  ///
  /// @return empty when there is no such run, or it was removed before
  /// @throws StoreFault when it could not be written
  Optional<Tombstone> remove(Removal removal);

  /// The runs of that id that were removed, in the order of their namespaces.
  ///
  /// @param namespaces that are looked at; null for all
  List<Tombstone> tombstones(String runId, @Nullable Set<String> namespaces);

  /// Some runs that have rows, in the order in which they began.
  ///
  /// @param after goes on behind the run of that number; below any number for the first ones
  /// @param limit at most so many, from 1
  List<StoredRun> walk(long after, int limit);

  /// Appends the event that says so ([PayloadsExpired]), and removes the payloads of all rows
  /// before it: both or neither. What was found of the run by then stays found.
  ///
  /// @return what became of the event; when it was not stored, nothing was removed
  Appended expire(RedactedEvent said);

  /// Keeps what was found of runs, in place of what was found before. What was not found at the
  /// newest row of a run is passed over.
  ///
  /// @throws StoreFault when it could not be written
  void keep(List<Found> found);

  /// Runs whose newest row nobody has looked at, by how many rows they have; those whose newest row
  /// came longest ago come first.
  ///
  /// @param limit at most so many, from 1
  Map<RunKey, Long> unexamined(int limit);

  /// The files of its runs. [#remove] removes those of the run that no other has.
  Blobs blobs();

  /// Takes nothing more, and gives back what it holds. What was taken stays.
  @Override
  void close();
}
