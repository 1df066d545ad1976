package dev.clew.cli.process;

import dev.clew.execution.Interruption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C while a run is going on: the run is cancelled, and the process stays until its reports
/// are written.
public final class CtrlC implements Interruption.Watch {
  private static final int GRACE_SECONDS = 10;
  private static final CountDownLatch DONE = new CountDownLatch(1);

  private final Thread hook;

  private CtrlC(Thread hook) {
    this.hook = hook;
  }

  public static Interruption.Watch cancels(Runnable cancel) {
    Thread hook =
        new Thread(
            () -> {
              cancel.run();
              awaitEnd();
            },
            "clew-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return new CtrlC(hook);
  }

  private static void awaitEnd() {
    try {
      if (!DONE.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("clew: the run did not end within " + GRACE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Everything is written: the process may end.
  public static void done() {
    DONE.countDown();
  }

  /// The reports are written: the run cannot be interrupted any more.
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // The hook is running; Main says when everything is written.
    }
  }
}
