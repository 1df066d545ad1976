package dev.clew.cli.command;

import dev.clew.cli.CliException;
import dev.clew.cli.ExitCode;
import dev.clew.cli.Terminal;
import dev.clew.cli.compare.ComparedRun;
import dev.clew.cli.source.RunFiles;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.run.ArtifactView;
import dev.clew.document.EvidencePart;
import dev.clew.report.terminal.ArtifactTable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew artifacts`: what a run consumed and created.
@Command(
    name = "artifacts",
    description = "Show what a run consumed and created, and whether it is there.",
    usageHelpAutoWidth = true)
final class ArtifactsCommand extends Subcommand {
  ArtifactsCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description =
          "A ledger or report file, a run id or its beginning, a name, or a key; RUN@N is its Nth"
              + " attempt.")
  private String run = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ARTIFACT",
      description = "Only this one, by its id or path, with all that is known of it.")
  private @Nullable String wanted;

  @Option(names = "--json", description = "Print as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    ComparedRun found = ComparedRun.find(RunFiles.here(terminal), run);
    List<ArtifactView> artifacts = found.attempt().artifacts();
    ArtifactView one = wanted == null ? null : find(artifacts, wanted);
    if (json) {
      List<Json> all = EvidencePart.artifacts(one == null ? artifacts : List.of(one));
      terminal.line(JsonWriter.pretty(new Json.Arr(all)));
    } else if (one == null) {
      ArtifactTable.of(found.attempt(), Map.of(), terminal.palette()).forEach(terminal::line);
    } else {
      ArtifactTable.details(one, null, terminal.palette()).forEach(terminal::line);
    }
    return ExitCode.OK.code();
  }

  private ArtifactView find(List<ArtifactView> artifacts, String id) {
    for (ArtifactView artifact : artifacts) {
      if (artifact.artifactId().equals(id) || artifact.path().equals(id)) {
        return artifact;
      }
    }
    throw CliException.usage(
        "the run names no artifact '"
            + id
            + "'; `clew artifacts "
            + run
            + "` shows which it names");
  }
}
