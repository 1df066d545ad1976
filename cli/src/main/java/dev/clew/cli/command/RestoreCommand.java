package dev.clew.cli.command;

import dev.clew.cli.option.RunsOptions;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Refusal;
import dev.clew.core.fact.run.ListedFile;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.report.VisibleText;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.replay.ListedFiles;
import dev.clew.runs.replay.WorkspaceRestore;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew restore`: the folder of a run, as its command found it.
@Command(
    name = "restore",
    description = {
      "Make the folder of a run again, out of the files that clew exec --keep-workspace has kept.",
      "Nothing that is there is changed."
    },
    usageHelpAutoWidth = true,
    sortOptions = false)
final class RestoreCommand extends Subcommand {
  RestoreCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(paramLabel = "RUN", description = "A run, or RUN@N for its Nth attempt.")
  private String run = "";

  @Option(
      names = "--into",
      paramLabel = "DIR",
      required = true,
      description = "Where the files go.")
  private Path into = Path.of("");

  @Mixin private RunsOptions where = new RunsOptions();

  @Option(names = "--json", description = "Print what was written as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    FoundAttempt found = FoundAttempt.find(where.runs(terminal), run);
    List<ListedFile> files = ListedFiles.of(found.found().view(), found.attempt());
    if (files == null) {
      throw Refusal.invalid(
          "there is no list of the files that the run began with: it is of no command, the list has"
              + " expired, or it may not be read");
    }
    WorkspaceRestore.Outcome outcome =
        WorkspaceRestore.into(into, files, where.files(found.found()));
    if (json) {
      terminal.line(JsonWriter.pretty(json(outcome)));
    } else {
      terminal.line(
          String.format(
              Locale.ROOT,
              "%,d files written, %,d were there · %s",
              outcome.written(),
              outcome.same(),
              VisibleText.line(into.toString())));
    }
    for (WorkspaceRestore.Left left : outcome.left()) {
      terminal.error(
          "clew: " + VisibleText.line(left.path()) + ": " + VisibleText.line(left.why()));
    }
    return (outcome.left().isEmpty() ? ExitCode.OK : ExitCode.NOT_WRITTEN).code();
  }

  private static Json json(WorkspaceRestore.Outcome outcome) {
    List<Json> left =
        outcome.left().stream()
            .<Json>map(
                one -> Json.object().put("path", one.path()).put("reason", one.why()).build())
            .toList();
    return Json.object()
        .put("written", (long) outcome.written())
        .put("same", (long) outcome.same())
        .put("left_out", left)
        .build();
  }
}
