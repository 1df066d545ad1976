package dev.clew.cli.serve;

import dev.clew.core.Refusal;
import dev.clew.redaction.SecretRedactor;
import dev.clew.report.terminal.CommandWords;
import dev.clew.server.ClewServer;
import dev.clew.server.ServerOptions;
import dev.clew.server.log.ServerLog;
import dev.clew.store.StoreFault;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A server from its start to Ctrl-C or SIGTERM. The only class of the program that knows the
/// server's, so that no other command has to load them.
public final class Serving {
  private Serving() {}

  /// @param ready is told the address, when it can be asked
  /// @throws Refusal when it cannot listen there, and when the store takes nothing more: a server
  ///   that is started anew finds out what reached the disk
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
    CompletableFuture<StoreFault> failure = served.store().failure().toCompletableFuture();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  served.store().close();
                  if (!failure.isDone()) {
                    // To be told to end is how a server ends. By itself the JVM would say 130 or
                    // 143.
                    Runtime.getRuntime().halt(0);
                  }
                },
                "clew-serve-end"));
    ready.accept(server.url());
    throw Refusal.notWritten(failure.join().getMessage() + "; the server ends: start it anew");
  }
}
