package dev.clew.push;

import dev.clew.core.ClewException;
import dev.clew.core.ledger.Row;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Sends the rows of a ledger to a server while they are written. The ledger itself is the queue:
/// what could not be sent stands there, and can be sent again as often as one likes, because a
/// server knows every event by its id. It never holds up whoever writes. Thread-safe.
public final class Push {
  /// Rows that are looked at for one request.
  private static final int ROWS = 1_000;

  /// Rows that come within it go together.
  private static final Duration GATHERING = Duration.ofMillis(100);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final RowSource rows;
  private final ServerAddress target;
  private final Thread thread;
  private long sent;
  private long rejected;
  private @Nullable String problem;
  private boolean isEnding;
  private boolean isDone;
  private long deadline;

  private Push(RowSource rows, ServerAddress target) {
    this.rows = rows;
    this.target = target;
    this.thread = Thread.ofPlatform().name("clew-push").daemon().unstarted(this::run);
  }

  /// What has been sent when it ends.
  ///
  /// @param sent rows that the server has
  /// @param unsent rows that it may not have
  /// @param rejected rows that the server did not take, because they are over a limit of its own
  /// @param problem why not all was sent or taken; null when all was
  public record Outcome(long sent, long unsent, long rejected, @Nullable String problem) {}

  public static Push begin(RowSource rows, ServerAddress target) {
    Push push = new Push(rows, target);
    push.thread.start();
    return push;
  }

  /// Sends what is left, and returns after `wait` at the latest.
  public Outcome finish(Duration wait) {
    synchronized (this) {
      deadline = System.nanoTime() + wait.toNanos();
      isEnding = true;
      notifyAll();
    }
    try {
      synchronized (this) {
        for (long left = leftMillis(); !isDone && left > 0; left = leftMillis()) {
          wait(left);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return outcome();
  }

  private long leftMillis() {
    return (deadline - System.nanoTime() + 999_999) / 1_000_000;
  }

  private synchronized Outcome outcome() {
    long unsent = Math.max(0, rows.size() - sent);
    return new Outcome(
        sent - rejected, unsent, rejected, unsent > 0 || rejected > 0 ? problem : null);
  }

  private void run() {
    try {
      Duration pause = FIRST_PAUSE;
      boolean isGoingOn = true;
      while (isGoingOn) {
        boolean wasEnding = isEnding();
        List<Row> next = rows.rows(sent(), ROWS);
        if (next.isEmpty()) {
          isGoingOn = !wasEnding && pause(GATHERING);
          continue;
        }
        WireRows request = WireRows.of(next);
        switch (Answer.to(target, request.body())) {
          case Answer.Taken(long rejectedRows, String why) -> {
            took(request.count(), rejectedRows, why);
            pause = FIRST_PAUSE;
          }
          case Answer.Later(String why, Duration after) -> {
            failed(why);
            isGoingOn = pause(after == null ? jittered(pause) : after);
            pause =
                pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                    ? LONGEST_PAUSE
                    : pause.multipliedBy(2);
          }
          case Answer.Refused(String why) -> {
            failed(why);
            isGoingOn = false;
          }
        }
      }
    } catch (ClewException e) {
      failed("the ledger cannot be read: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        isDone = true;
        notifyAll();
      }
    }
  }

  private synchronized boolean isEnding() {
    return isEnding;
  }

  private synchronized long sent() {
    return sent;
  }

  private synchronized void took(int count, long rejectedRows, @Nullable String why) {
    sent += count;
    rejected += rejectedRows;
    problem = rejected > 0 ? (why == null ? problem : why) : null;
  }

  private synchronized void failed(String why) {
    problem = why;
  }

  /// Programs that were cut off together do not come back together.
  private static Duration jittered(Duration pause) {
    long millis = pause.toMillis();
    return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }

  /// Waits; no longer than until the end once that has been asked for.
  ///
  /// @return whether there is time for more
  private synchronized boolean pause(Duration wanted) throws InterruptedException {
    long until = System.nanoTime() + wanted.toNanos();
    boolean wasEnding = isEnding;
    while (true) {
      long now = System.nanoTime();
      if (isEnding && deadline - now <= 0) {
        return false;
      }
      // Whoever comes to the end tries once more at once.
      if (until - now <= 0 || (isEnding && !wasEnding)) {
        return true;
      }
      long end = isEnding && deadline - until < 0 ? deadline : until;
      wait(Math.max(1, (end - now) / 1_000_000));
    }
  }
}
