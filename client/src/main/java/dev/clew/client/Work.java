package dev.clew.client;

/// Work that may give something and may fail.
///
/// @param <T> what it gives
/// @param <X> how it may fail
@FunctionalInterface
public interface Work<T, X extends Exception> {
  T call() throws X;

  /// Work that gives nothing.
  ///
  /// @param <X> how it may fail
  @FunctionalInterface
  interface Action<X extends Exception> {
    void run() throws X;
  }
}
