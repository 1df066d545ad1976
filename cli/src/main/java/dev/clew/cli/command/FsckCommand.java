package dev.clew.cli.command;

import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.process.ThisProcess;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.report.VisibleText;
import dev.clew.storesql.StoreCheck;
import dev.clew.storesqlite.SqliteRunStore;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `clew fsck`: whether a store is what was written.
@Command(
    name = "fsck",
    description = {
      "Look at everything in the data folder of a server: the database, every digest of every run, and the index.",
      "The server may be running. Nothing is changed."
    },
    usageHelpAutoWidth = true,
    sortOptions = false,
    footer = {"", "Exit codes: 0 all is what was written, 1 something is not."})
final class FsckCommand extends Subcommand {
  FsckCommand(Terminal terminal) {
    super(terminal);
  }

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder (default: that of clew serve).")
  private @Nullable Path data;

  @Option(names = "--json", description = "Print as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Path folder = data == null ? ThisProcess.surroundings().dataFolder() : data;
    StoreCheck check;
    try (SqliteRunStore store = SqliteRunStore.openToRead(folder)) {
      check =
          store.check(progress ->
              terminal.progress(
                  String.format(Locale.ROOT, "%,d of %,d runs", progress.runs(), progress.of())));
    }
    if (json) {
      terminal.line(
          JsonWriter.pretty(
              Json.object()
                  .put("runs", check.runs())
                  .put("rows", check.rows())
                  .put("damage", Json.strings(check.damage()))
                  .build()));
    } else {
      check.damage().forEach(line -> terminal.line("✖ " + VisibleText.line(line)));
      terminal.line(
          String.format(
              Locale.ROOT,
              "%s  %,d %s, %,d rows  %s",
              check.damage().isEmpty() ? "✔ intact" : "✖ damaged",
              check.runs(),
              check.runs() == 1 ? "run" : "runs",
              check.rows(),
              VisibleText.line(folder.toString())));
    }
    return (check.damage().isEmpty() ? ExitCode.OK : ExitCode.RUN_FAILED).code();
  }
}
