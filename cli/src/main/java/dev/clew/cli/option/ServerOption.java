package dev.clew.cli.option;

import dev.clew.cli.process.ThisProcess;
import dev.clew.runs.remote.RemoteServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The server whose runs are meant.
public final class ServerOption {
  /// The address of the server whose runs are meant.
  private static final String SERVER = "CLEW_SERVER";

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "A server: its runs instead of those below this folder (default: $CLEW_SERVER, if that"
              + " is set).")
  private @Nullable String server;

  /// Null when none is meant.
  public @Nullable RemoteServer server() {
    String address = address();
    return address == null
        ? null
        : new RemoteServer(PushOptions.target(server == null ? "$" + SERVER : "--server", address));
  }

  private @Nullable String address() {
    String said = server == null ? ThisProcess.surroundings().variable(SERVER) : server;
    return said == null || said.isEmpty() ? null : said;
  }

  /// Whether the user said so on the command line.
  boolean isAsked() {
    return server != null;
  }

  boolean isSet() {
    return address() != null;
  }
}
