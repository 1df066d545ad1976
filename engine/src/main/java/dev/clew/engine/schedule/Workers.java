package dev.clew.engine.schedule;

import dev.clew.engine.context.Timekeeper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Several threads that do the same work until there is none left.
public final class Workers {
  private Workers() {}

  /// Returns when all have come back. What one of them throws is thrown here.
  ///
  /// @param work takes from what is left, until nothing is
  public static void run(int threads, Timekeeper course, Runnable work) {
    AtomicInteger left = new AtomicInteger(threads);
    AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    List<Thread> all = new ArrayList<>(threads);
    course.handOver(threads);
    for (int at = 0; at < threads; at++) {
      all.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  work.run();
                } catch (RuntimeException | Error e) {
                  fault.compareAndSet(null, e);
                } finally {
                  course.handOver(left.decrementAndGet() == 0 ? 1 : 0);
                }
              }));
    }
    all.forEach(Workers::join);
    rethrow(fault.get());
  }

  /// Whatever happens: what the threads write must be written before the run ends.
  static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  static void rethrow(@Nullable Throwable fault) {
    switch (fault) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(fault);
    }
  }
}
