package dev.clew.cli.command;

import dev.clew.cli.option.ComparisonOptions;
import dev.clew.cli.option.IgnoreOptions;
import dev.clew.cli.process.CalledAs;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Refusal;
import dev.clew.core.event.Timestamp;
import dev.clew.core.run.RunView;
import dev.clew.diff.DiffSettings;
import dev.clew.diff.PathPattern;
import dev.clew.diff.RunDiff;
import dev.clew.diff.Snapshot;
import dev.clew.report.VisibleText;
import dev.clew.report.sih.SihSnapshot;
import dev.clew.runs.RunFiles;
import dev.clew.runs.compare.Baseline;
import dev.clew.runs.compare.ComparedRun;
import dev.clew.runs.compare.SnapshotFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
    throw Refusal.invalid(
        "create or compare? clew snapshot create RUN, clew snapshot compare FILE RUN");
  }

  abstract static class Verb extends Subcommand implements Callable<Integer> {
    @Mixin private IgnoreOptions ignore = new IgnoreOptions();

    @Option(
        names = {"-x", "--execution"},
        paramLabel = "RUN",
        description = "The run, as SphereIntegrationHub spells it.")
    @Nullable String execution;

    Verb(Terminal terminal) {
      super(terminal);
    }

    DiffSettings settings() {
      return ignore.settings(false);
    }

    /// The run, which one of two spellings names.
    static String one(@Nullable String positional, @Nullable String option) {
      if ((positional == null) == (option == null)) {
        throw Refusal.invalid("which run? clew snapshot create RUN");
      }
      return positional == null ? String.valueOf(option) : positional;
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
        arity = "0..1",
        paramLabel = "RUN",
        description = "A ledger or report file, a run id or its beginning, a name, or a key.")
    private @Nullable String run;

    @Option(
        names = {"-n", "--name"},
        paramLabel = "NAME",
        description =
            "A name for it; without -o it goes to snapshots/ beside the folder of RUN, as"
                + " SphereIntegrationHub has it.")
    private @Nullable String name;

    @Option(
        names = {"-o", "--out", "--output"},
        paramLabel = "FILE",
        description = "Where it goes (default: NAME.snapshot.json).")
    private @Nullable Path out;

    @Override
    public Integer call() {
      String wanted = one(run, execution);
      ComparedRun found = ComparedRun.find(new RunFiles(Path.of(""), terminal::warning), wanted);
      Path path = out == null ? path(wanted, found) : out;
      if (out == null && Files.exists(path)) {
        throw Refusal.invalid(
            path
                + " is there already; `clew snapshot compare --update` renews it, -o names"
                + " another");
      }
      if (CalledAs.sih()) {
        Timestamp now = Timestamp.of(Instant.now());
        SnapshotFile.write(path, SihSnapshot.of(found.then(), named(found.then()), now));
      } else {
        SnapshotFile.write(path, Snapshot.of(found.profile(), settings()));
      }
      terminal.line(VisibleText.line(path.toString()));
      return ExitCode.OK.code();
    }

    /// Of SphereIntegrationHub's: without a name of its own it has the version of the workflow.
    private String named(RunView run) {
      String version = run.version();
      return name != null ? name : version == null || version.isEmpty() ? "run" : version;
    }

    private Path path(String wanted, ComparedRun found) {
      String workflow = safe(found.profile().name());
      if (name == null && !CalledAs.sih()) {
        return Path.of(workflow + ".snapshot.json");
      }
      Path file = Path.of(wanted);
      Path folder = Files.isRegularFile(file) ? file.toAbsolutePath().getParent() : null;
      Path around = folder == null ? null : folder.getParent();
      Path snapshots = (around == null ? Path.of("") : around).resolve("snapshots");
      return snapshots.resolve(
          workflow + "." + safe(named(found.then())) + ".workflow.snapshot.json");
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
    private static final String USAGE =
        "which? clew snapshot compare FILE RUN, or clew snapshot compare RUN --snapshot FILE";

    Compare(Terminal terminal) {
      super(terminal);
    }

    @Parameters(
        arity = "0..2",
        paramLabel = "FILE RUN",
        description = "The snapshot, and the run; with --snapshot only the run.")
    private List<String> words = new ArrayList<>();

    @Option(
        names = {"-s", "--snapshot"},
        paramLabel = "FILE",
        description =
            "The snapshot, as SphereIntegrationHub spells it: one of clew's or of its own.")
    private @Nullable Path snapshot;

    @Option(
        names = "--update",
        description = "Say what differs, write it to FILE as what is expected, and exit 0.")
    private boolean update;

    @Mixin private ComparisonOptions forms = new ComparisonOptions();

    /// @throws Refusal when the run stands in the place of the snapshot
    private static void requireOrder(Path file, String run) {
      boolean swapped = Files.isRegularFile(Path.of(run)) && !RunFiles.isRun(Path.of(run));
      if (RunFiles.isRun(file) || (swapped && !Files.isRegularFile(file))) {
        throw Refusal.invalid(
            file
                + " is not a snapshot; the snapshot comes first, then the run: clew snapshot"
                + " compare FILE RUN");
      }
    }

    /// The file and the run, in either spelling.
    private Path file() {
      if (snapshot != null) {
        return snapshot;
      }
      if (words.isEmpty()) {
        throw Refusal.invalid(USAGE);
      }
      return Path.of(words.getFirst());
    }

    private String run() {
      int at = snapshot == null ? 1 : 0;
      int wanted = at + (execution == null ? 1 : 0);
      if (words.size() != wanted) {
        throw Refusal.invalid(USAGE);
      }
      return execution == null ? words.get(at) : execution;
    }

    @Override
    public Integer call() {
      Path file = file();
      String run = run();
      if (snapshot == null) {
        requireOrder(file, run);
      }
      Baseline baseline = Baseline.read(file);
      ComparedRun found = ComparedRun.find(new RunFiles(Path.of(""), terminal::warning), run);
      DiffSettings settings = settings();
      RunDiff diff = baseline.compare(found, settings, CalledAs.sih());
      int code =
          new DiffOutput(terminal, forms.json, forms.junit, null, verbose)
              .print(diff, file.toString(), found, ComparedRun.damaged(List.of(found)));
      if (!update) {
        return code;
      }
      List<PathPattern> ignored = new ArrayList<>(baseline.ignored());
      ignored.addAll(settings.ignored());
      List<PathPattern> distinct = ignored.stream().distinct().toList();
      SnapshotFile.write(file, Snapshot.of(found.profile(), new DiffSettings(distinct, false)));
      return ExitCode.OK.code();
    }
  }
}
