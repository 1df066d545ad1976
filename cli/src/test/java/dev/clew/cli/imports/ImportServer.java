package dev.clew.cli.imports;

import dev.clew.cli.serve.ServedStore;
import dev.clew.core.ledger.Row;
import dev.clew.redaction.SecretRedactor;
import dev.clew.report.terminal.CommandWords;
import dev.clew.runs.StoredRuns;
import dev.clew.server.ClewServer;
import dev.clew.server.ServerOptions;
import dev.clew.store.RunQuery;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/// A server in this process that takes what is imported, and keeps it in memory.
final class ImportServer implements AutoCloseable {
  private final ServedStore served = ServedStore.inMemory(InstantSource.system());
  private final ClewServer server =
      ClewServer.start(
          ServerOptions.DEFAULT.at("127.0.0.1", 0),
          new ClewServer.Parts(
              served.store(),
              CommandWords.SHELL,
              SecretRedactor::new,
              InstantSource.system(),
              served.ids()));

  private ImportServer() {}

  static ImportServer start() {
    return new ImportServer();
  }

  String url() {
    return server.url();
  }

  /// Of the newest run.
  List<Row> rows() {
    return Objects.requireNonNull(new StoredRuns(served.store(), "").newest(RunQuery.ALL))
        .contents()
        .rows();
  }

  @Override
  public void close() {
    server.close();
    served.store().close();
  }
}
