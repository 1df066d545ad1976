package dev.clew.store;

import java.util.List;
import java.util.Optional;

/// Finds runs. Thread-safe; an answer is of the moment in which it was asked, and a run that ends
/// meanwhile may be in it as it was before.
public interface RunIndex {

  /// The runs that answer to a query, each once, the newest first: by when they were created; those
  /// that do not say when come last. A run that cannot be read is in no answer.
  ///
  /// @param limit at most so many, from 1
  List<RunEntry> find(RunQuery query, int limit);

  /// The newest of them.
  default Optional<RunEntry> newest(RunQuery query) {
    return find(query, 1).stream().findFirst();
  }
}
