package dev.clew.core.ledger;

import dev.clew.core.digest.Digest;
import java.util.List;
import java.util.function.Consumer;

/// The append-only truth of one run: one writer at a time appends to it, and whoever likes reads
/// it. Implementations say whether appends may come from several threads. `LedgerContract` of
/// `ledger-tck` tests what all of them promise.
public interface Ledger extends AutoCloseable {
  /// Of a page in [#each].
  int PAGE_ROWS = 10_000;

  LedgerId id();

  /// Where a ledger ends.
  ///
  /// @param size how many rows there are, which is the offset of the next
  /// @param chain the hash of the newest row; before the first, the hash that it will be chained to
  record Head(long size, Digest chain) {}

  /// The end, with every row that was taken.
  Head head();

  /// Takes an event. It is on its way to the disk when this returns (it survives the end of this
  /// process) and durable after [#sync].
  ///
  /// @throws dev.clew.core.ClewException when it could not be written; nothing more is taken then
  Appended append(RedactedEvent event);

  /// Takes events one after another, with none of others between them, which costs less than one by
  /// one. It is not all or nothing: one that is not stored keeps none of the others out, and when
  /// the process ends meanwhile, the first of them may be stored and the rest not.
  ///
  /// @return what became of each
  /// @throws dev.clew.core.ClewException as [#append(RedactedEvent)] does; the first of them may be
  ///   stored then
  List<Appended> append(List<RedactedEvent> events);

  /// Appends of this thread within `appends` may be written at once when it returns, which costs
  /// less than one by one; until then they do not survive the end of this process. It is for events
  /// of which each follows from the rows before it; for those that are known together there is
  /// [#append(List)].
  ///
  /// @throws dev.clew.core.ClewException as [#append(RedactedEvent)] does
  default void together(Runnable appends) {
    appends.run();
  }

  /// The rows from that offset on, whatever their verdicts, in their order; fewer than asked for
  /// only at the end. May be asked after [#close].
  ///
  /// @param from from 0; at the end or beyond it there are none
  /// @throws dev.clew.core.ClewException when they cannot be read
  List<Row> rows(long from, int limit);

  /// Gives each row from that offset on, in their order, until there is none more: rows that come
  /// meanwhile are given, too. Not many of them are in memory at once.
  ///
  /// @throws dev.clew.core.ClewException when they cannot be read
  default void each(long from, Consumer<Row> reader) {
    long next = from;
    List<Row> page;
    do {
      page = rows(next, PAGE_ROWS);
      page.forEach(reader);
      next += page.size();
    } while (page.size() == PAGE_ROWS);
  }

  /// Tells each row that is written from now on, in their order, while the ledger waits. The rows
  /// before [Following#from] are left to [#rows], so that nobody misses any.
  ///
  /// @param follower must be quick, must not throw and must not append
  Following follow(Consumer<Row> follower);

  /// Returns when all that was appended survives a power cut. A failed sync is never tried again
  /// (DESIGN §5.2).
  ///
  /// @throws dev.clew.core.ClewException when that cannot be promised
  void sync();

  /// Takes nothing more: appends and syncs are refused from now on.
  @Override
  void close();
}
