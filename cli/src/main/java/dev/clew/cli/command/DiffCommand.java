package dev.clew.cli.command;

import dev.clew.cli.option.ComparisonOptions;
import dev.clew.cli.option.IgnoreOptions;
import dev.clew.cli.option.RunsOptions;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Refusal;
import dev.clew.diff.DiffSettings;
import dev.clew.diff.RunDiff;
import dev.clew.diff.part.RunProfile;
import dev.clew.runs.Runs;
import dev.clew.runs.compare.ComparedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew diff`: what differs from the run that worked.
@Command(
    name = "diff",
    description = "Say what differs from a run that worked: the first divergence, then the rest.",
    usageHelpAutoWidth = true,
    footer = {
      "",
      "--verbose also lists what was ignored and what was not captured.",
      "Exit codes: 0 the same, 1 different, 2 usage, 3 could not write. See docs/diff.md."
    })
final class DiffCommand extends Subcommand {
  DiffCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(
      arity = "1..2",
      paramLabel = "RUN",
      description =
          "The run that worked and the run in question, or with --baseline only the latter. A"
              + " ledger or report file, a run id or its beginning, a name, or a key; RUN@N is its"
              + " Nth attempt.")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--baseline",
      arity = "1..*",
      paramLabel = "RUN",
      description =
          "Good runs: only what is different from all of them counts, and what differs among them"
              + " is volatile.")
  private List<String> baselines = new ArrayList<>();

  @Mixin private IgnoreOptions ignore = new IgnoreOptions();

  @Option(names = "--strict", description = "Count dates, ids and tokens as differences too.")
  private boolean strict;

  @Mixin private ComparisonOptions forms = new ComparisonOptions();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write one page with both sides, which opens without a network.")
  private @Nullable Path html;

  @Mixin private RunsOptions where = new RunsOptions();

  @Override
  public Integer call() {
    List<String> good = new ArrayList<>(runs.subList(0, runs.size() - 1));
    good.addAll(baselines);
    if (good.isEmpty()) {
      throw Refusal.invalid(
          "compare "
              + runs.getLast()
              + " with which run? clew diff GOOD RUN, or clew diff RUN --baseline GOOD…");
    }
    DiffSettings settings = ignore.settings(strict);
    Runs files = where.runs(terminal);
    List<ComparedRun> found = new ArrayList<>();
    List<RunProfile> profiles = new ArrayList<>();
    List<List<RunProfile>> witnesses = new ArrayList<>();
    for (String one : good) {
      ComparedRun run = ComparedRun.find(files, one);
      found.add(run);
      profiles.add(run.profile());
      witnesses.addAll(run.witnesses());
    }
    ComparedRun after = ComparedRun.find(files, runs.getLast());
    witnesses.addAll(after.witnesses());
    List<ComparedRun> all = new ArrayList<>(found);
    all.add(after);
    RunDiff diff = RunDiff.of(profiles, after.profile(), witnesses, settings);
    return new DiffOutput(terminal, forms.json, forms.junit, html, verbose)
        .print(diff, found.getFirst().location(), after, ComparedRun.damaged(all));
  }
}
