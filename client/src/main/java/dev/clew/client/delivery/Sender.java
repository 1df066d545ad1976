package dev.clew.client.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Takes lines out of the spool to the server: those of this life first, then what earlier ones
/// have left. One thread.
final class Sender {
  /// Lines that come within it go together.
  private static final Duration GATHERING = Duration.ofMillis(50);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /// Between two looks for what others have left.
  private static final Duration LOOK = Duration.ofSeconds(30);

  private static final int END_MILLIS = 1_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Endpoint endpoint;
  private final Spool spool;
  private final Life own;
  private final Notices notices;
  private final Thread thread = new Thread(this::run, "clew-sender");
  private @Nullable Life left;
  private Duration pause = FIRST_PAUSE;
  private boolean hasNews = true;
  private boolean isHurried;
  private boolean isLooking = true;
  private boolean isDone;
  private boolean isStopped;

  Sender(Endpoint endpoint, Spool spool, Life own, Notices notices) {
    this.endpoint = endpoint;
    this.spool = spool;
    this.own = own;
    this.notices = notices;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /// There is something in the spool.
  synchronized void wake() {
    hasNews = true;
    isDone = false;
    notifyAll();
  }

  /// Somebody waits: no pause is made now.
  synchronized void hurry() {
    isHurried = true;
    wake();
  }

  /// Sends all that is there, also of earlier lives.
  ///
  /// @return whether that was possible in time
  synchronized boolean awaitAll(Duration wait) throws InterruptedException {
    isLooking = true;
    hurry();
    await(wait, () -> isDone);
    return isDone;
  }

  /// Waits until then, or until it is to stop.
  private synchronized void await(Duration most, BooleanSupplier isOver)
      throws InterruptedException {
    long until = System.nanoTime() + most.toNanos();
    long rest = most.toNanos();
    while (rest > 0 && !isStopped && !isOver.getAsBoolean()) {
      wait(rest / NANOS_PER_MILLI + 1);
      rest = until - System.nanoTime();
    }
  }

  private synchronized void stop() {
    isStopped = true;
    notifyAll();
  }

  private void run() {
    try {
      while (!isStopped()) {
        Life life = own.isSent() ? left() : own;
        if (life == null) {
          idle();
          continue;
        }
        work(life);
      }
    } catch (IOException e) {
      if (!isStopped()) {
        notices.warn("the spool cannot be read; what is in it stays there: " + e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(Life life) throws IOException, InterruptedException {
    try {
      Life.Batch batch = life.next();
      if (batch != null) {
        send(life, batch);
      } else if (life != own) {
        spool.end(life);
        forget();
      }
    } catch (IOException e) {
      if (life == own) {
        throw e;
      }
      notices.warn("what an earlier program has left cannot be read, and stays there: " + e);
      forget();
    }
  }

  /// The earlier life is done with.
  private synchronized void forget() {
    left = null;
  }

  private synchronized boolean isStopped() {
    return isStopped;
  }

  private @Nullable Life left() {
    synchronized (this) {
      if (left != null || !isLooking) {
        return left;
      }
    }
    Life found = spool.left();
    synchronized (this) {
      left = found;
      isLooking = found != null;
      return found;
    }
  }

  private void send(Life life, Life.Batch batch) throws IOException, InterruptedException {
    Answer answer = deliver(batch.lines());
    if (answer.verdict() == Answer.Verdict.LATER) {
      notices.warn("events wait in the spool: " + answer.why());
      Duration asked = answer.after();
      pause(asked == null ? jittered(pause) : asked, asked == null);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.plus(pause);
    } else {
      spool.grew(-life.sent(batch));
      pause = FIRST_PAUSE;
    }
  }

  /// Halves what is not taken until the event is found that never is.
  ///
  /// @return later, when something of it has to be sent again; else it is done with
  private Answer deliver(List<String> lines) {
    Answer answer = endpoint.post(lines);
    if (answer.verdict() == Answer.Verdict.NEVER && lines.size() > 1) {
      int half = lines.size() / 2;
      Answer first = deliver(lines.subList(0, half));
      return first.verdict() == Answer.Verdict.LATER
          ? first
          : deliver(lines.subList(half, lines.size()));
    }
    if (answer.verdict() == Answer.Verdict.NEVER) {
      notices.warn("an event was given up, and its number is absent in its run: " + answer.why());
    } else if (answer.rejected() > 0) {
      notices.warn("the server has rejected events that are over a limit of its own");
    }
    return answer;
  }

  /// Programs that were cut off together do not come back together.
  private static Duration jittered(Duration pause) {
    long millis = pause.toMillis();
    return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }

  /// @param isCut by whoever waits for the end; not when the server has asked for it
  private synchronized void pause(Duration wanted, boolean isCut) throws InterruptedException {
    await(wanted, () -> isCut && isHurried);
    isHurried = false;
  }

  private synchronized void idle() throws InterruptedException {
    if (!hasNews) {
      isDone = true;
      notifyAll();
      await(LOOK, () -> hasNews);
      isLooking |= !hasNews;
    }
    hasNews = false;
    await(GATHERING, () -> isHurried);
    isHurried = false;
  }

  /// Stops, and leaves what was being sent of an earlier life to the next one.
  void close() throws IOException, InterruptedException {
    stop();
    thread.join(END_MILLIS);
    Life rest;
    synchronized (this) {
      rest = left;
      left = null;
    }
    if (rest != null) {
      spool.end(rest);
    }
  }
}
