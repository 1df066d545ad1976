package dev.clew.storesql;

import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Measured;
import dev.clew.store.StoreFault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one thread that writes. Batches that wait while it writes are written together: that is what
/// makes many small ones fast, because each transaction waits for the disk once. When nothing waits
/// it packs runs that are over. Thread-safe.
public final class WriterThread<W extends Writing> {
  /// Of one transaction.
  private static final int MOST_EVENTS = 20_000;

  /// After so long without work it looks for runs to pack.
  private static final Duration IDLE = Duration.ofSeconds(1);

  /// For how long [#close] lets it go on with what waits.
  private static final long CLOSE_MS = 30_000;

  private final String name;
  private final W writer;
  private final long queueBytes;
  private final Deque<Job> waiting = new ArrayDeque<>();
  private final Thread thread;
  private long waitingBytes;
  private boolean isClosed;

  /// Why nothing more is written; not there while all is well.
  private final CompletableFuture<StoreFault> failure = new CompletableFuture<>();

  private sealed interface Job {
    void fail(RuntimeException fault);
  }

  private record Append(List<Measured> events, long bytes, CompletableFuture<List<Appended>> answer)
      implements Job {
    @Override
    public void fail(RuntimeException fault) {
      answer.completeExceptionally(fault);
    }
  }

  private record Ask<T extends @Nullable Object>(Supplier<T> question, CompletableFuture<T> answer)
      implements Job {
    @Override
    public void fail(RuntimeException fault) {
      answer.completeExceptionally(fault);
    }

    void run() {
      answer.complete(question.get());
    }
  }

  public WriterThread(String name, W writer, long queueBytes) {
    this.name = name;
    this.writer = writer;
    this.queueBytes = queueBytes;
    this.thread = Thread.ofPlatform().name("clew-store-writer").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// Returns when the events are on the disk.
  public List<Appended> append(List<Measured> events) {
    long bytes = 0;
    for (Measured one : events) {
      bytes += bytes(one);
    }
    CompletableFuture<List<Appended>> answer = new CompletableFuture<>();
    put(new Append(events, bytes, answer), bytes);
    return answerOf(answer);
  }

  private static long bytes(Measured one) {
    return switch (one) {
      case Measured.Over over -> 0;
      case Measured.Fits fits -> {
        var payload = fits.redacted().payload();
        yield fits.text().length() + (payload == null ? 0L : payload.sizeBytes());
      }
    };
  }

  /// Asks or changes something between two transactions.
  public <T extends @Nullable Object> T ask(Function<W, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    put(new Ask<>(() -> question.apply(writer), answer), 0);
    return answerOf(answer);
  }

  private static <T> T answerOf(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreFault fault) {
        // Each caller has the fault with its own stack.
        throw new StoreFault(fault.kind(), String.valueOf(fault.getMessage()), fault);
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private synchronized void put(Job job, long bytes) {
    if (isClosed) {
      throw new StoreFault(StoreFault.Kind.CLOSED, "the store " + name + " is closed", null);
    }
    if (failure.isDone()) {
      throw failure.join();
    }
    if (waitingBytes > 0 && waitingBytes + bytes > queueBytes) {
      throw new StoreFault(
          StoreFault.Kind.BUSY,
          "store.queue_bytes = "
              + queueBytes
              + " wait to be written already; come back in a second",
          null);
    }
    waitingBytes += bytes;
    waiting.add(job);
    notifyAll();
  }

  private void run() {
    try {
      for (List<Job> jobs = next(); jobs != null; jobs = next()) {
        work(jobs);
      }
    } catch (Throwable e) {
      fail(new StoreFault(StoreFault.Kind.FAILED, name + ": the writer has stopped: " + e, e));
    }
  }

  /// What is to be done next: one question, or all batches up to the next one; nothing when it is
  /// time to pack. Null at the end.
  private synchronized @Nullable List<Job> next() throws InterruptedException {
    long end = System.nanoTime() + IDLE.toNanos();
    for (long left = IDLE.toMillis();
        waiting.isEmpty() && !isClosed && left > 0;
        left = (end - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
    if (waiting.isEmpty()) {
      return isClosed ? null : List.of();
    }
    List<Job> jobs = new ArrayList<>();
    int events = 0;
    while (!waiting.isEmpty() && events < MOST_EVENTS) {
      if (waiting.peek() instanceof Append append) {
        events += append.events().size();
        waitingBytes -= append.bytes();
      } else if (!jobs.isEmpty()) {
        break;
      } else {
        events = MOST_EVENTS;
      }
      jobs.add(waiting.remove());
    }
    return jobs;
  }

  private void work(List<Job> jobs) {
    List<Append> appends = new ArrayList<>();
    for (Job job : jobs) {
      switch (job) {
        case Append append -> appends.add(append);
        case Ask<?> ask -> guarded(List.of(ask), ask::run);
      }
    }
    if (!appends.isEmpty()) {
      write(appends);
    }
    if (jobs.isEmpty()) {
      pack();
    }
  }

  private void write(List<Append> appends) {
    guarded(
        appends,
        () -> {
          List<List<Appended>> answers =
              writer.append(appends.stream().map(Append::events).toList());
          for (int at = 0; at < appends.size(); at++) {
            appends.get(at).answer().complete(answers.get(at));
          }
        });
  }

  /// One batch that cannot be written must not keep the others out that only came with it.
  private void guarded(List<? extends Job> jobs, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      StoreFault fault = e instanceof StoreFault one ? one : null;
      boolean isOfOne = fault == null || fault.kind() == StoreFault.Kind.DAMAGED;
      if (isOfOne && jobs.size() > 1) {
        for (Job job : jobs) {
          write(List.of((Append) job));
        }
        return;
      }
      if (fault != null && fault.kind() == StoreFault.Kind.FAILED) {
        fail(fault);
      }
      jobs.forEach(job -> job.fail(e));
    }
  }

  private void pack() {
    boolean isMore = true;
    while (isMore && isIdle()) {
      try {
        isMore = writer.tidy();
      } catch (StoreFault fault) {
        // A full disk is said to those who write; packing waits for the next pause.
        isMore = false;
        if (fault.kind() == StoreFault.Kind.FAILED) {
          fail(fault);
        }
      }
    }
  }

  private synchronized boolean isIdle() {
    return waiting.isEmpty() && !isClosed && !failure.isDone();
  }

  /// Nothing is acknowledged any more, and no sync is tried again (DESIGN §5.2).
  public void fail(StoreFault fault) {
    List<Job> left;
    synchronized (this) {
      failure.complete(fault);
      left = List.copyOf(waiting);
      waiting.clear();
    }
    left.forEach(job -> job.fail(fault));
  }

  /// Comes when nothing more is written, and says why.
  public CompletionStage<StoreFault> failure() {
    return failure;
  }

  /// Returns when all that waits is written.
  public void close() {
    synchronized (this) {
      isClosed = true;
      notifyAll();
    }
    try {
      thread.join(CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
