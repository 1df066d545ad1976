package dev.clew.cli.serve;

import dev.clew.redaction.SecretRedactor;
import dev.clew.report.terminal.CommandWords;
import dev.clew.server.ClewServer;
import dev.clew.server.ServerOptions;
import dev.clew.server.log.ServerLog;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// A server from its start to Ctrl-C or SIGTERM. The only class of the program that knows the
/// server's, so that no other command has to load them.
public final class Serving {
  private Serving() {}

  /// @param ready is told the address, when it can be asked
  /// @throws dev.clew.core.Refusal when it cannot listen there
  public static void untilTold(
      ServerOptions options,
      ServedStore served,
      InstantSource clock,
      ServerLog log,
      Consumer<String> ready) {
    ClewServer server =
        ClewServer.start(
            options.withSocket(served.socket()),
            new ClewServer.Parts(
                served.store(), CommandWords.SHELL, SecretRedactor::new, clock, served.ids(), log));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  served.store().close();
                  // To be told to end is how a server ends. By itself the JVM would say 130 or 143.
                  Runtime.getRuntime().halt(0);
                },
                "clew-serve-end"));
    ready.accept(server.url());
    awaitNothing();
  }

  private static void awaitNothing() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
