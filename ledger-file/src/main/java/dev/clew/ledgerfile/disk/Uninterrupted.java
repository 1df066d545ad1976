package dev.clew.ledgerfile.disk;

import java.io.IOException;

/// Runs an operation of a `FileChannel` in a thread that nobody can interrupt, because an interrupt
/// closes the channel (`java.nio.channels.InterruptibleChannel`), and a stage that is cancelled
/// must not take the ledger with it. The start of a thread is small beside the milliseconds of an
/// fsync.
final class Uninterrupted {
  interface Operation {
    void run() throws IOException;
  }

  private Uninterrupted() {}

  static void run(Operation operation) throws IOException {
    Throwable[] failure = new Throwable[1];
    Thread thread =
        Thread.ofPlatform()
            .name("clew-ledger-force")
            .daemon()
            .start(() -> {
              try {
                operation.run();
              } catch (IOException | RuntimeException | Error e) {
                failure[0] = e;
              }
            });
    join(thread);
    switch (failure[0]) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure[0]);
    }
  }

  private static void join(Thread thread) {
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
}
