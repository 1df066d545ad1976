package dev.clew.cli.option;

import dev.clew.cli.process.Terminal;
import dev.clew.report.VisibleText;
import dev.clew.runs.RunFiles;
import dev.clew.runs.Runs;
import dev.clew.runs.StoredRuns;
import dev.clew.storesqlite.SqliteRunStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a command looks for runs.
public final class RunsOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The data folder of a server: its runs instead of those below this folder. The server"
              + " may be running.")
  private @Nullable Path data;

  /// The runs that are meant; they can be read as long as the process lives.
  public Runs runs(Terminal terminal) {
    return data == null
        ? new RunFiles(Path.of(""), terminal::warning)
        : new StoredRuns(SqliteRunStore.openToRead(data), data.toString());
  }

  public boolean isStore() {
    return data != null;
  }

  /// `this folder`, or which store.
  public String shown() {
    return data == null ? "this folder" : "the store " + VisibleText.line(data.toString());
  }
}
