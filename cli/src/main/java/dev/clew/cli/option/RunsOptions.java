package dev.clew.cli.option;

import dev.clew.cli.process.Terminal;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where a command looks for runs: in the files below this folder, in the data folder of a server,
/// or at a server.
public final class RunsOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The data folder of a server: its runs instead of those below this folder. The server"
              + " may be running.")
  private @Nullable Path data;

  @Mixin private ServerOption server = new ServerOption();

  /// The runs that are meant; they can be read as long as the process lives.
  public Runs runs(Terminal terminal) {
    if (data != null && server.isAsked()) {
      throw Refusal.invalid("a folder (--data) or a server (--server), not both");
    }
    if (data != null) {
      return new StoredRuns(SqliteRunStore.openToRead(data), data.toString());
    }
    RemoteServer remote = server.server();
    if (remote != null) {
      return new RemoteRuns(remote);
    }
    return new RunFiles(Path.of(""), terminal::warning);
  }

  /// The files that were kept of a run that was found there.
  public WorkspaceRestore.Bytes files(RecordedRun run) {
    if (data != null && !run.isInFile()) {
      return FileStore.inData(data)::copy;
    }
    RemoteServer remote = run.isInFile() ? null : server.server();
    if (remote != null) {
      String namespace = run.view().namespace();
      return (sha256, file) -> remote.copy(namespace, sha256, file);
    }
    Path ledger = Path.of(run.source().location()).toAbsolutePath().normalize();
    Path folder = ledger.getParent();
    return FileStore.beside(folder == null ? ledger : folder)::copy;
  }

  /// Where the runs are that one has started: beside its file, if it was read from one, wherever
  /// runs are looked for by their names.
  public static Runs around(RecordedRun run, Runs all, Terminal terminal) {
    return run.isInFile() ? new RunFiles(Path.of(""), terminal::warning) : all;
  }

  /// Whether the user said so on the command line.
  public boolean isAsked() {
    return data != null || server.isAsked();
  }

  /// Whether the runs are not those in files.
  public boolean isStore() {
    return data != null || server.isSet();
  }
}
