package dev.clew.store;

import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.RedactedEvent;
import java.util.List;
import java.util.Optional;

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

  /// Begins the ledger of a run under an identity of the caller's, as an import does that keeps it.
  /// It is in no answer of [#find] before its first event.
  ///
  /// @throws IllegalArgumentException when the run has begun already
  Ledger begin(LedgerId id);

  /// The ledger of a run that has begun. What is appended to it is durable at once. To close it
  /// closes it to its holder alone.
  Optional<Ledger> ledger(RunKey run);

  /// Takes nothing more, and gives back what it holds. What was taken stays.
  @Override
  void close();
}
