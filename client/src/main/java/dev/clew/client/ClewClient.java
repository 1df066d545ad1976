package dev.clew.client;

import dev.clew.client.delivery.Delivery;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Runs that are told to one server. Most programs need one only, which [Clew#run] has.
/// Thread-safe.
public final class ClewClient implements AutoCloseable {
  private final Settings settings;
  private final @Nullable Delivery delivery;
  private @Nullable Thread atExit;

  /// @param delivery null when nothing can be told
  ClewClient(Settings settings, @Nullable Delivery delivery) {
    this.settings = settings;
    this.delivery = delivery;
    if (delivery != null) {
      atExit = new Thread(() -> end(delivery), "clew-exit");
      Runtime.getRuntime().addShutdownHook(atExit);
    }
  }

  /// A run that is not started yet, of a workflow or job of that name.
  public RunBuilder run(String name) {
    return new RunBuilder(name, settings, delivery);
  }

  /// Sends all that waits, also what earlier programs have left in the spool.
  ///
  /// @return whether nothing is left
  public boolean flush(Duration wait) {
    try {
      return delivery == null || delivery.awaitAll(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Leaves what is not sent in the spool. Runs that are open are told no further.
  @Override
  public void close() {
    if (delivery != null) {
      end(delivery);
      forgetExit();
    }
  }

  private static void end(Delivery delivery) {
    try {
      delivery.close();
    } catch (IOException e) {
      // What is in the spool stays there.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void forgetExit() {
    try {
      if (atExit != null) {
        Runtime.getRuntime().removeShutdownHook(atExit);
        atExit = null;
      }
    } catch (IllegalStateException e) {
      // The process is ending, and closes it itself.
    }
  }
}
