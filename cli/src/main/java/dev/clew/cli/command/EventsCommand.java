package dev.clew.cli.command;

import dev.clew.cli.option.RunsOptions;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Nearest;
import dev.clew.core.event.Event;
import dev.clew.core.json.Canonical;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.ledgerfile.StoredOutput;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.Shown;
import dev.clew.runs.FoundAttempt;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew events`: the rows of a ledger.
@Command(
    name = "events",
    description = "Show the events of a run, as its ledger has them.",
    usageHelpAutoWidth = true)
final class EventsCommand extends Subcommand {
  EventsCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(
      paramLabel = "RUN",
      description =
          "A ledger or report file, a run id or its beginning, a name, or a key; RUN@N: only"
              + " those of its Nth attempt.")
  private String run = "";

  @Option(names = "--kind", paramLabel = "KIND", description = "Only events of this kind.")
  private @Nullable String kind;

  @Option(names = "--stage", paramLabel = "PATH", description = "Only events of this stage.")
  private @Nullable String stage;

  @Option(names = "--grep", paramLabel = "TEXT", description = "Only rows that hold this text.")
  private @Nullable String grep;

  @Option(
      names = {"--raw", "--json"},
      description = "Print each row as one line of canonical JSON.")
  private boolean raw;

  @Mixin private RunsOptions where = new RunsOptions();

  @Override
  public Integer call() {
    FoundAttempt wanted = FoundAttempt.find(where.runs(terminal), run);
    Set<String> kinds = new TreeSet<>();
    for (Row row : wanted.found().contents().rows()) {
      kinds.add(row.event().kind());
      boolean elsewhere =
          wanted.isNumbered() && !row.event().attemptId().equals(wanted.attempt().attemptId());
      if (elsewhere || !isWanted(row.event())) {
        continue;
      }
      String json =
          raw || grep != null ? Canonical.text(RowJson.write(StoredOutput.decoded(row))) : "";
      if (grep != null && !json.toLowerCase(Locale.ROOT).contains(grep.toLowerCase(Locale.ROOT))) {
        continue;
      }
      terminal.line(raw ? json : line(row));
    }
    if (kind != null && !kinds.contains(kind)) {
      sayUnknown(kind, kinds);
    }
    return ExitCode.OK.code();
  }

  private void sayUnknown(String asked, Set<String> kinds) {
    String near = Nearest.to(asked, kinds);
    terminal.error(
        VisibleText.line(
            "clew: no event is of the kind '"
                + asked
                + "'"
                + (near == null
                    ? "; there is " + String.join(", ", kinds)
                    : "; did you mean '" + near + "'?")));
  }

  private boolean isWanted(Event event) {
    return (kind == null || kind.equals(event.kind()))
        && (stage == null || (event.path() != null && stage.equals(event.path().toString())));
  }

  private String line(Row row) {
    Event event = row.event();
    String offset = Long.toString(row.offset());
    String where = event.path() == null ? "" : event.path() + "  ";
    String kindShown = VisibleText.line(event.kind());
    String took = event.duration() == null ? "" : "  " + Shown.duration(event.duration());
    String verdict =
        row.verdict() == Row.Verdict.ACCEPTED ? "" : "  [" + row.verdict().wire() + "]";
    return terminal.palette().dim(" ".repeat(Math.max(0, 5 - offset.length())) + offset)
        + "  "
        + terminal.palette().dim(row.event().ts().toString())
        + "  "
        + kindShown
        + " ".repeat(Math.max(1, 22 - kindShown.length()))
        + VisibleText.line(where + event.summary())
        + terminal.palette().dim(took)
        + verdict;
  }
}
