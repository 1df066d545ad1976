package dev.clew.cli.option;

import dev.clew.cli.process.Terminal;
import dev.clew.cli.process.ThisProcess;
import dev.clew.core.Refusal;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.RunFiles;
import dev.clew.runs.Runs;
import dev.clew.runs.StoredRuns;
import dev.clew.runs.disk.FileStore;
import dev.clew.runs.remote.RemoteRuns;
import dev.clew.runs.remote.RemoteServer;
import dev.clew.runs.replay.WorkspaceRestore;
import dev.clew.storesqlite.SqliteRunStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a command looks for runs: in the files below this folder, in the data folder of a server,
/// or at a server.
public final class RunsOptions {
  /// The address of the server whose runs are meant.
  private static final String SERVER = "CLEW_SERVER";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The data folder of a server: its runs instead of those below this folder. The server"
              + " may be running.")
  private @Nullable Path data;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "A server: its runs instead of those below this folder (default: $CLEW_SERVER, if that"
              + " is set).")
  private @Nullable String server;

  /// The runs that are meant; they can be read as long as the process lives.
  public Runs runs(Terminal terminal) {
    if (data != null && server != null) {
      throw Refusal.invalid("a folder (--data) or a server (--server), not both");
    }
    if (data != null) {
      return new StoredRuns(SqliteRunStore.openToRead(data), data.toString());
    }
    String address = address();
    if (address != null) {
      return new RemoteRuns(server(address));
    }
    return new RunFiles(Path.of(""), terminal::warning);
  }

  /// The files that were kept of a run that was found there.
  public WorkspaceRestore.Bytes files(RecordedRun run) {
    if (data != null) {
      return FileStore.inData(data)::copy;
    }
    String address = address();
    if (address != null) {
      RemoteServer asked = server(address);
      String namespace = run.view().namespace();
      return (sha256, file) -> asked.copy(namespace, sha256, file);
    }
    Path ledger = Path.of(run.source().location()).toAbsolutePath().normalize();
    Path folder = ledger.getParent();
    return FileStore.beside(folder == null ? ledger : folder)::copy;
  }

  private RemoteServer server(String address) {
    return new RemoteServer(
        PushOptions.target(server == null ? "$" + SERVER : "--server", address));
  }

  private @Nullable String address() {
    String said = server == null ? ThisProcess.surroundings().variable(SERVER) : server;
    return said == null || said.isEmpty() ? null : said;
  }

  /// Whether the user said so on the command line.
  public boolean isAsked() {
    return data != null || server != null;
  }

  /// Whether the runs are not those in files.
  public boolean isStore() {
    return data != null || address() != null;
  }
}
