package dev.clew.storesql;

import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Measured;
import java.util.List;

/// Writes to a database. All of it happens on one thread ([WriterThread]).
public interface Writing {

  /// Appends the events of each batch in one transaction, and answers for each when that is
  /// durable.
  ///
  /// @throws dev.clew.store.StoreFault when nothing of any batch was stored
  List<List<Appended>> append(List<List<Measured>> batches);

  /// Packs some rows of a run that is over, or does what else can wait until nothing is to be
  /// written.
  ///
  /// @return whether there may be more
  boolean tidy();
}
