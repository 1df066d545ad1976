package dev.clew.cli.option;

import dev.clew.cli.process.ThisProcess;
import dev.clew.cli.serve.AccessDesk;
import dev.clew.core.Refusal;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Of which server it is said who may do what: the one that has a folder, the one at an address, or
/// all that stand on a database.
public final class AccessOptions {
  /// Where a password is not for everybody to see who lists the processes.
  private static final String STORE = "CLEW_STORE";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder (default: that of clew serve). The server may be running.")
  private @Nullable Path data;

  @Option(
      names = "--store",
      paramLabel = "URL",
      description = "The database of PostgreSQL (default: $CLEW_STORE, if that is set).")
  private @Nullable String url;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "A server, with the token of an admin in $CLEW_TOKEN.")
  private @Nullable String server;

  public AccessDesk desk() {
    if (server != null) {
      if (data != null || url != null) {
        throw Refusal.invalid("a server (--server), a folder (--data) or a database (--store)");
      }
      return AccessDesk.at(PushOptions.target("--server", server));
    }
    if (data != null && url != null) {
      throw Refusal.invalid("a folder (--data) or a database (--store), not both");
    }
    InstantSource clock = InstantSource.system();
    String database = url == null ? ThisProcess.surroundings().variable(STORE) : url;
    if (data == null && database != null && !database.isEmpty()) {
      return AccessDesk.of(database, clock);
    }
    return AccessDesk.in(data == null ? ThisProcess.surroundings().dataFolder() : data, clock);
  }
}
