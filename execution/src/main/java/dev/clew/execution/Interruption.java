package dev.clew.execution;

/// Whoever may end a run before its time: Ctrl-C, or a request.
public interface Interruption {
  /// Nobody.
  Interruption NONE = cancel -> () -> {};

  /// From now on, cancels when it is asked for. Called from any thread.
  Watch cancels(Runnable cancel);

  /// Until the reports are written: then the run cannot be interrupted any more.
  @FunctionalInterface
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
