package dev.clew.engine.context;

import dev.clew.core.event.StagePath;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.HttpCaller;
import dev.clew.engine.http.HttpLimits;
import dev.clew.engine.http.Request;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where the answers of a run come from: the network, or a recording. Thread-safe.
public interface Exchanges extends AutoCloseable {

  /// Which call of a run.
  ///
  /// @param ordinal counts the calls of the try from 0; the one that a redirect leads to is the
  ///   next
  record Call(StagePath path, int tryNumber, int ordinal) {}

  /// The start of the call is in the ledger when this is called.
  ///
  /// @param atMost what is left of the stage's time; null when it has no limit of its own
  Exchange send(Call call, Request request, @Nullable Duration atMost);

  /// Ends the exchanges that are under way, and every later one before it begins.
  void abort();

  @Override
  void close();

  /// Over the network.
  static Exchanges live(HttpLimits limits) {
    HttpCaller caller = new HttpCaller(limits);
    return new Exchanges() {
      @Override
      public Exchange send(Call call, Request request, @Nullable Duration atMost) {
        return caller.send(request, atMost);
      }

      @Override
      public void abort() {
        caller.abort();
      }

      @Override
      public void close() {
        caller.close();
      }
    };
  }
}
