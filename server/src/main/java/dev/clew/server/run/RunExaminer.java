package dev.clew.server.run;

import dev.clew.core.ClewException;
import dev.clew.core.run.RunStatus;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.StoredRunSource;
import dev.clew.runs.finding.Examination;
import dev.clew.runs.finding.PastDurations;
import dev.clew.store.Finding;
import dev.clew.store.Found;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import dev.clew.store.StoreFault;
import dev.clew.store.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Looks, one after the other, at the runs whose newest row nobody has looked at, and keeps what it
/// finds: the store knows which they are, after a restart too. A run is looked at when no row came
/// between two rounds; one that goes on and is dear to read, less often.
public final class RunExaminer implements AutoCloseable {
  private static final Duration ROUND = Duration.ofMillis(500);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  /// Of a round.
  private static final int MOST_RUNS = 500;

  /// Kept together.
  private static final int BATCH = 50;

  /// `findings.max_rows`: of a longer run nothing is found, because all of its rows would be in
  /// memory.
  private static final long MAX_ROWS = 200_000;

  /// A run that goes on is read again when so many times as long as that takes has gone by.
  private static final int REST = 10;

  private static final int PAUSES = 3;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final RunStore store;
  private final PastRuns past;
  private final Consumer<List<Found>> found;
  private final Consumer<Set<RunKey>> changed;
  private final Thread thread;

  /// Until when runs are left alone, by the clock of the machine, in nanoseconds.
  private final Map<RunKey, Long> resting = new LinkedHashMap<>();

  private volatile boolean isEnded;

  /// @param found is told what was found, before it is kept
  /// @param changed is told of which runs more is known
  public RunExaminer(
      RunStore store, PastRuns past, Consumer<List<Found>> found, Consumer<Set<RunKey>> changed) {
    this.store = store;
    this.past = past;
    this.found = found;
    this.changed = changed;
    this.thread = Thread.ofPlatform().name("clew-examiner").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    Map<RunKey, Long> before = Map.of();
    boolean isAllowed = false;
    try {
      while (!isEnded) {
        try {
          if (!isAllowed) {
            // Refused by a store that only reads. Asked once: a writer packs when it is left alone.
            store.keep(List.of());
            isAllowed = true;
          }
          before = round(before);
          Thread.sleep(ROUND);
        } catch (StoreFault fault) {
          if (fault.kind() == StoreFault.Kind.READ_ONLY || fault.kind() == StoreFault.Kind.CLOSED) {
            return;
          }
          Thread.sleep(AFTER_FAULT);
        } catch (RuntimeException e) {
          // The database is away for a moment.
          Thread.sleep(AFTER_FAULT);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @param before which runs were due in the round before, and how many rows they had
  /// @return which are due now
  private Map<RunKey, Long> round(Map<RunKey, Long> before) throws InterruptedException {
    Map<RunKey, Long> due = store.unexamined(MOST_RUNS);
    long now = System.nanoTime();
    resting.values().removeIf(until -> until - now < 0);
    List<Found> batch = new ArrayList<>();
    for (Map.Entry<RunKey, Long> one : due.entrySet()) {
      boolean isQuiet = one.getValue().equals(before.get(one.getKey()));
      if (isQuiet && !resting.containsKey(one.getKey()) && !isEnded) {
        long begun = System.nanoTime();
        Found found = examined(one.getKey(), one.getValue());
        if (found != null) {
          batch.add(found);
        }
        pause(System.nanoTime() - begun);
      }
      if (batch.size() == BATCH) {
        keep(batch);
      }
    }
    keep(batch);
    return due;
  }

  /// Three times as long as a run took, so that those who send and ask have the machine.
  private static void pause(long took) throws InterruptedException {
    long wanted = Math.min(PAUSES * took, LONGEST_PAUSE.toNanos());
    Thread.sleep(Duration.ofNanos(wanted));
  }

  private void keep(List<Found> batch) {
    if (!batch.isEmpty() && !isEnded) {
      found.accept(batch);
      store.keep(batch);
      Set<RunKey> runs = new LinkedHashSet<>();
      batch.forEach(found -> runs.add(found.run()));
      changed.accept(runs);
    }
    batch.clear();
  }

  private @Nullable Found examined(RunKey key, long size) {
    Found nothing = new Found(key, Finding.nothing(size), new Words());
    if (size > MAX_ROWS || key.namespace().equals(RunKey.SERVER_NAMESPACE)) {
      return nothing;
    }
    long begun = System.nanoTime();
    try {
      return store
          .ledger(key)
          .map(ledger -> {
            RecordedRun run = RecordedRun.of(new StoredRunSource(ledger, key.runId()));
            boolean goesOn = run.view().status() == RunStatus.RUNNING;
            Found found =
                Examination.of(
                    key, run, goesOn ? past.of(key, run.view().name()) : PastDurations.NONE);
            long ended = System.nanoTime();
            if (goesOn) {
              resting.put(key, ended + (ended - begun) * REST);
            }
            return found;
          })
          .orElse(null);
    } catch (StoreFault fault) {
      throw fault;
    } catch (ClewException | StackOverflowError | OutOfMemoryError e) {
      // Whoever asks for the run is told what is wrong with it; the others are not kept waiting.
      return nothing;
    }
  }

  /// What was found is kept, or will be found again.
  @Override
  public void close() {
    isEnded = true;
    thread.interrupt();
    try {
      if (thread.isAlive()) {
        thread.join(Duration.ofSeconds(2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
