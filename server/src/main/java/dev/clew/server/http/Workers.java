package dev.clew.server.http;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Where what blocks is done, never on an event loop. Short work goes to few threads of the system:
/// a store of native code holds the carrier of a virtual thread, and what does not fit into the
/// queue is refused at once. Answers that wait for their reader wait on virtual threads.
public final class Workers implements AutoCloseable {
  private final ThreadPoolExecutor work;
  private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();

  public Workers(int threads, int waiting) {
    work =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name("clew-worker-", 1).daemon().factory());
    work.allowCoreThreadTimeOut(true);
  }

  /// Throws [java.util.concurrent.RejectedExecutionException] when there is no more room.
  public Executor work() {
    return work;
  }

  /// For what waits for a reader.
  public Executor writers() {
    return writers;
  }

  /// How many requests wait.
  public int waiting() {
    return work.getQueue().size();
  }

  /// What has begun comes to its end, within a time.
  public void end(Duration grace) {
    work.shutdown();
    writers.shutdown();
    try {
      if (!work.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        work.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writers.shutdownNow();
  }

  @Override
  public void close() {
    end(Duration.ZERO);
  }
}
