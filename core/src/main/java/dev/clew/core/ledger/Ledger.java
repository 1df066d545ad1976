package dev.clew.core.ledger;

/// The append-only truth of one run. One writer at a time; implementations say whether appends may
/// come from several threads.
public interface Ledger extends AutoCloseable {

  LedgerId id();

  /// Takes an event. It is on its way to the disk when this returns (it survives the end of this
  /// process) and durable after [#sync].
  ///
  /// @throws dev.clew.core.ClewException when it could not be written; nothing more is taken then
  Appended append(RedactedEvent event);

  /// Appends of this thread within `appends` may be written at once when it returns, which costs
  /// less than one by one; until then they do not survive the end of this process.
  ///
  /// @throws dev.clew.core.ClewException as [#append] does
  default void together(Runnable appends) {
    appends.run();
  }

  /// Returns when all that was appended survives a power cut. A failed sync is never tried again
  /// (DESIGN §5.2).
  ///
  /// @throws dev.clew.core.ClewException when that cannot be promised
  void sync();

  @Override
  void close();
}
