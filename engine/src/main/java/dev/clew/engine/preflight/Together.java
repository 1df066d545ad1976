package dev.clew.engine.preflight;

import dev.clew.core.ClewException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Does the same to several things at once, on virtual threads.
public final class Together {
  private Together() {}

  /// The results in the order of the things. An interrupt of the caller ends what is under way.
  public static <T, R> List<R> all(List<T> things, Function<T, R> work) {
    List<R> results = new ArrayList<>(things.size());
    if (things.isEmpty()) {
      return results;
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> futures = new ArrayList<>(things.size());
      for (T thing : things) {
        futures.add(threads.submit(() -> work.apply(thing)));
      }
      for (Future<R> future : futures) {
        results.add(future.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClewException("interrupted before the run began; nothing was sent", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new ClewException("unexpected fault before the run began", e);
    }
    return results;
  }
}
