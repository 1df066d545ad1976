package dev.clew.cli.command;

import dev.clew.cli.CliException;
import dev.clew.cli.ExitCode;
import dev.clew.cli.Terminal;
import dev.clew.cli.compare.ComparedRun;
import dev.clew.cli.compare.SnapshotFile;
import dev.clew.cli.source.RunFiles;
import dev.clew.core.diff.DiffSettings;
import dev.clew.core.diff.PathPattern;
import dev.clew.core.diff.RunDiff;
import dev.clew.core.diff.Snapshot;
import dev.clew.report.VisibleText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew snapshot`: what a run is expected to do, as a file under version control.
@Command(
    name = "snapshot",
    description = "Keep what a run does as a reviewable file, and compare runs with it.",
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "create|compare")
final class SnapshotCommand extends Subcommand {
  SnapshotCommand(Terminal terminal) {
    super(terminal);
  }

  static CommandLine line(Terminal terminal) {
    CommandLine line = new CommandLine(new SnapshotCommand(terminal));
    line.addSubcommand("create", new Create(terminal));
    line.addSubcommand("compare", new Compare(terminal));
    return line;
  }

  @Override
  public Integer call() {
    throw CliException.usage(
        "create or compare? clew snapshot create RUN, clew snapshot compare FILE RUN");
  }

  abstract static class Verb extends Subcommand implements Callable<Integer> {
    @Mixin private IgnoreOptions ignore = new IgnoreOptions();

    Verb(Terminal terminal) {
      super(terminal);
    }

    DiffSettings settings() {
      return ignore.settings(false);
    }
  }

  @Command(
      name = "create",
      description = "Write what a run does, with what is volatile masked.",
      usageHelpAutoWidth = true)
  static final class Create extends Verb {
    private static final int MAX_NAME_CHARS = 80;

    Create(Terminal terminal) {
      super(terminal);
    }

    @Parameters(
        paramLabel = "RUN",
        description = "A ledger or report file, a run id or its beginning, a name, or a key.")
    private String run = "";

    @Option(
        names = {"-o", "--out"},
        paramLabel = "FILE",
        description = "Where it goes (default: NAME.snapshot.json).")
    private @Nullable Path out;

    @Override
    public Integer call() {
      ComparedRun found = ComparedRun.find(RunFiles.here(terminal), run);
      Snapshot snapshot = Snapshot.of(found.profile(), settings());
      Path path = out == null ? Path.of(safe(found.profile().name()) + ".snapshot.json") : out;
      if (out == null && Files.exists(path)) {
        throw CliException.usage(
            path
                + " is there already; `clew snapshot compare --update` renews it, -o names another");
      }
      SnapshotFile.write(path, snapshot);
      terminal.line(VisibleText.line(path.toString()));
      return ExitCode.OK.code();
    }

    private static String safe(String name) {
      String safe = name.replaceAll("[^A-Za-z0-9_-]", "-");
      return safe.isEmpty() ? "run" : safe.substring(0, Math.min(MAX_NAME_CHARS, safe.length()));
    }
  }

  @Command(
      name = "compare",
      description = "Compare a run with a snapshot; exit 1 when it does otherwise.",
      usageHelpAutoWidth = true)
  static final class Compare extends Verb {
    Compare(Terminal terminal) {
      super(terminal);
    }

    @Parameters(index = "0", paramLabel = "FILE", description = "The snapshot.")
    private Path file = Path.of("");

    @Parameters(
        index = "1",
        paramLabel = "RUN",
        description = "A ledger or report file, a run id or its beginning, a name, or a key.")
    private String run = "";

    @Option(
        names = "--update",
        description = "Say what differs, write it to FILE as what is expected, and exit 0.")
    private boolean update;

    @Mixin private ComparisonOptions forms = new ComparisonOptions();

    /// @throws CliException when the run stands in the place of the snapshot
    private void requireOrder() {
      boolean swapped = Files.isRegularFile(Path.of(run)) && !RunFiles.isRun(Path.of(run));
      if (RunFiles.isRun(file) || (swapped && !Files.isRegularFile(file))) {
        throw CliException.usage(
            file
                + " is not a snapshot; the snapshot comes first, then the run: clew snapshot compare"
                + " FILE RUN");
      }
    }

    @Override
    public Integer call() {
      requireOrder();
      Snapshot snapshot = SnapshotFile.read(file);
      ComparedRun found = ComparedRun.find(RunFiles.here(terminal), run);
      DiffSettings settings = settings();
      RunDiff diff = snapshot.compare(found.profile(), settings);
      int code =
          new DiffOutput(terminal, forms.json, forms.junit, null, verbose)
              .print(diff, file.toString(), found, ComparedRun.damaged(List.of(found)));
      if (!update) {
        return code;
      }
      List<PathPattern> ignored = new ArrayList<>(snapshot.ignored());
      ignored.addAll(settings.ignored());
      List<PathPattern> distinct = ignored.stream().distinct().toList();
      SnapshotFile.write(file, Snapshot.of(found.profile(), new DiffSettings(distinct, false)));
      return ExitCode.OK.code();
    }
  }
}
