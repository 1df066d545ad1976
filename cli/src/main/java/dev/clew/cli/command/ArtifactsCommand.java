package dev.clew.cli.command;

import dev.clew.attest.ArtifactsOnDisk;
import dev.clew.cli.option.RunsOptions;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.document.EvidencePart;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.ArtifactTable;
import dev.clew.report.terminal.FileState;
import dev.clew.runs.FoundAttempt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew artifacts`: what a run consumed and created.
@Command(
    name = "artifacts",
    description = "Show what a run consumed and created, and whether it is there as it was.",
    usageHelpAutoWidth = true,
    footer = {
      "",
      "The files are read and compared with the checksums of the run; --no-look only tells what"
          + " the run says.",
      "`clew verify --artifacts RUN` has an exit code for it."
    })
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

  @Option(names = "--no-look", description = "Do not look at the files themselves.")
  private boolean noLook;

  @Mixin private RunsOptions where = new RunsOptions();

  @Override
  public Integer call() {
    FoundAttempt found = FoundAttempt.find(where.runs(terminal), run);
    AttemptView attempt = found.attempt();
    ArtifactView one = wanted == null ? null : find(attempt.artifacts(), wanted);
    List<ArtifactView> shown = one == null ? attempt.artifacts() : List.of(one);
    Path folder = ArtifactsOnDisk.folder(attempt, beside(found));
    boolean isHere = Files.isDirectory(folder);
    Map<String, FileState> onDisk = new LinkedHashMap<>();
    if (isHere && !noLook) {
      for (ArtifactsOnDisk.Found file : ArtifactsOnDisk.in(folder, shown).files()) {
        onDisk.put(file.artifactId(), state(file.state()));
      }
    }
    if (json) {
      terminal.line(JsonWriter.pretty(json(shown, onDisk)));
    } else if (one == null) {
      ArtifactTable.of(attempt, onDisk, terminal.palette()).forEach(terminal::line);
    } else {
      ArtifactTable.details(one, onDisk.get(one.artifactId()), terminal.palette())
          .forEach(terminal::line);
    }
    if (!isHere && !noLook) {
      terminal.error(
          "clew: the folder "
              + VisibleText.line(folder.toString())
              + " of the run is not here: its files were not looked at");
    }
    return ExitCode.OK.code();
  }

  /// The folder of the file that the run is kept in.
  private static Path beside(FoundAttempt found) {
    Path file = Path.of(found.found().source().location()).toAbsolutePath().normalize();
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  private static FileState state(ArtifactsOnDisk.State found) {
    return switch (found) {
      case SAME -> FileState.THERE;
      case CHANGED -> FileState.CHANGED;
      case MISSING, GONE_BEFORE -> FileState.GONE;
      case NO_CHECKSUM -> FileState.NOT_COMPARED;
      case UNREADABLE -> FileState.UNREADABLE;
    };
  }

  /// As in a report, with `on_disk` for those that were looked at.
  private static Json json(List<ArtifactView> artifacts, Map<String, FileState> onDisk) {
    List<Json> out = new ArrayList<>();
    for (Json one : EvidencePart.artifacts(artifacts)) {
      Json.Obj artifact = (Json.Obj) one;
      FileState state = onDisk.get(artifact.text("artifact_id", ""));
      out.add(
          Json.object()
              .putAll(artifact)
              .put("on_disk", state == null ? null : state.name().toLowerCase(Locale.ROOT))
              .build());
    }
    return new Json.Arr(out);
  }

  private ArtifactView find(List<ArtifactView> artifacts, String id) {
    for (ArtifactView artifact : artifacts) {
      if (artifact.artifactId().equals(id) || artifact.path().equals(id)) {
        return artifact;
      }
    }
    throw Refusal.invalid(
        "the run names no artifact '"
            + id
            + "'; `clew artifacts "
            + run
            + "` shows which it names");
  }
}
