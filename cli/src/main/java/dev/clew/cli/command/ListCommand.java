package dev.clew.cli.command;

import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Refusal;
import dev.clew.core.event.Millis;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.document.LedgerFacts;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.RunTable;
import dev.clew.runs.RunCopy;
import dev.clew.runs.RunFiles;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew list`: the runs in the files below a folder.
@Command(
    name = "list",
    description = "Find runs in the files below a folder, the newest first.",
    usageHelpAutoWidth = true,
    footer = {"", "Example: @|bold clew list /var/reports --grep ACC-47291 --since 2d|@"})
final class ListCommand extends Subcommand {
  /// Of copies of one run and kind that are named; `--json` has all.
  private static final int MAX_COPIES = 3;

  ListCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "Where to look (default: here).")
  private Path folder = Path.of("");

  @Option(
      names = "--grep",
      paramLabel = "TEXT",
      description =
          "Only runs that hold this text: in an input, an output, an id, an error, a body.")
  private @Nullable String grep;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only runs with this status; 'unsuccessful' for all that need a look.")
  private @Nullable String status;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only runs created since: 2026-04-23T03:00Z, 2026-04-23, or 90m, 12h, 7d ago.")
  private @Nullable String since;

  @Option(names = "--json", description = "Print as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    @Nullable Instant after = since == null ? null : Since.parse(since, Instant.now());
    requireKnown(status);
    RunFiles.Listing<Kept> listing = new RunFiles(folder).list(found -> kept(found, after));
    List<RunFiles.Listed<Kept>> runs =
        listing.runs().stream().filter(run -> run.kept().head() != null).toList();
    if (json) {
      terminal.line(JsonWriter.pretty(json(runs)));
    } else if (runs.isEmpty()) {
      String where = VisibleText.line(folder.toAbsolutePath().toString());
      terminal.line("no runs below " + where + (isFiltered() ? " match" : ""));
    } else {
      List<RunTable.Line> lines = new ArrayList<>();
      for (RunFiles.Listed<Kept> run : runs) {
        lines.add(
            new RunTable.Line(head(run), run.source().location(), copies(run), troubles(run)));
      }
      RunTable.of(lines, terminal.palette()).forEach(terminal::line);
    }
    for (RunFiles.Unreadable unreadable : listing.unreadable()) {
      terminal.error("clew: warning: " + VisibleText.line(unreadable.why()));
    }
    return ExitCode.OK.code();
  }

  /// What is kept of a run while the others are read.
  ///
  /// @param head null for a run that was not asked for
  /// @param damage of its ledger; null when there is none
  private record Kept(RunTable.@Nullable Head head, LedgerFacts.@Nullable Damage damage) {}

  private Kept kept(RunFiles.Found found, @Nullable Instant after) {
    return new Kept(
        isWanted(found, after) ? RunTable.Head.of(found.view()) : null,
        found.contents().ledger().damage());
  }

  private static RunTable.Head head(RunFiles.Listed<Kept> run) {
    return Objects.requireNonNull(run.kept().head());
  }

  /// `+1 copy: old/a.workflow.ledger; +1 older copy: b.workflow.report.json`
  private static String copies(RunFiles.Listed<Kept> found) {
    List<String> parts = new ArrayList<>();
    for (RunCopy.Relation relation : List.of(RunCopy.Relation.SAME, RunCopy.Relation.OLDER)) {
      List<String> paths = locations(found, relation);
      int shown = Math.min(MAX_COPIES, paths.size());
      if (shown > 0) {
        parts.add(
            "+"
                + paths.size()
                + (relation == RunCopy.Relation.OLDER ? " older" : "")
                + (paths.size() == 1 ? " copy: " : " copies: ")
                + String.join(", ", paths.subList(0, shown))
                + (shown < paths.size() ? " …" : ""));
      }
    }
    return String.join("; ", parts);
  }

  private static List<String> locations(RunFiles.Listed<Kept> found, RunCopy.Relation relation) {
    List<String> paths = new ArrayList<>();
    for (RunCopy copy : found.copies()) {
      if (copy.relation() == relation) {
        paths.add(copy.location());
      }
    }
    return paths;
  }

  private static List<String> troubles(RunFiles.Listed<Kept> found) {
    List<String> troubles = new ArrayList<>();
    LedgerFacts.Damage damage = found.kept().damage();
    if (damage != null) {
      troubles.add(damage.sentence());
    }
    for (String path : locations(found, RunCopy.Relation.DIVERGED)) {
      troubles.add("another file of this run went on differently: " + path);
    }
    return troubles;
  }

  private boolean isFiltered() {
    return grep != null || status != null || since != null;
  }

  private boolean isWanted(RunFiles.Found found, @Nullable Instant after) {
    RunView view = found.view();
    Timestamp created = view.createdAt();
    if (after != null && (created == null || created.instant().isBefore(after))) {
      return false;
    }
    if (status != null && !hasStatus(view.status(), status)) {
      return false;
    }
    return grep == null || holds(found, grep.toLowerCase(Locale.ROOT));
  }

  private static boolean hasStatus(RunStatus status, String wanted) {
    return wanted.equals("unsuccessful") ? status.unsuccessful() : status.wire().equals(wanted);
  }

  private static void requireKnown(@Nullable String status) {
    if (status == null || status.equals("unsuccessful") || RunStatus.of(status) != null) {
      return;
    }
    List<String> known = new ArrayList<>();
    for (RunStatus one : RunStatus.values()) {
      known.add(one.wire());
    }
    throw Refusal.invalid(
        "no status '" + status + "'; there is unsuccessful, " + String.join(", ", known));
  }

  /// Looks into the whole of every row: an id in a captured body is found too.
  private static boolean holds(RunFiles.Found found, String text) {
    for (Row row : found.contents().rows()) {
      if (JsonWriter.compact(RowJson.write(row)).toLowerCase(Locale.ROOT).contains(text)) {
        return true;
      }
    }
    return false;
  }

  /// The file that is read first.
  private static List<String> everywhere(RunFiles.Listed<Kept> found) {
    List<String> paths = new ArrayList<>(List.of(found.source().location()));
    found.copies().forEach(copy -> paths.add(copy.location()));
    return paths;
  }

  private static Json json(List<RunFiles.Listed<Kept>> runs) {
    List<Json> out = new ArrayList<>();
    for (RunFiles.Listed<Kept> found : runs) {
      RunTable.Head run = head(found);
      LedgerFacts.Damage damage = found.kept().damage();
      out.add(
          Json.object()
              .put("run_id", run.runId())
              .put("name", run.name())
              .put("status", run.status().wire())
              .put("created_at", run.created() == null ? null : run.created().toString())
              .put("duration_ms", Millis.ofNullable(run.took()))
              .put("clews_own_ms", run.own().isZero() ? null : Millis.of(run.own()))
              .put("execution_key", run.key().isEmpty() ? null : run.key())
              .put("blocker", run.why())
              .put("location", found.source().location())
              .put("locations", Json.strings(everywhere(found)))
              .put("damage", damage == null ? null : damage.toJson())
              .build());
    }
    return new Json.Arr(out);
  }

  /// A moment, or how long ago.
  static final class Since {
    private Since() {}

    static Instant parse(String text, Instant now) {
      if (text.length() > 1 && "smhd".indexOf(text.charAt(text.length() - 1)) >= 0) {
        try {
          long amount = Long.parseLong(text.substring(0, text.length() - 1));
          return now.minus(
              switch (text.charAt(text.length() - 1)) {
                case 's' -> Duration.ofSeconds(amount);
                case 'm' -> Duration.ofMinutes(amount);
                case 'h' -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
              });
        } catch (NumberFormatException e) {
          // Not an amount: perhaps a moment.
        } catch (DateTimeException | ArithmeticException e) {
          throw Refusal.invalid("--since " + text + " is longer ago than time goes back");
        }
      }
      for (String completed : List.of(text, text + "T00:00:00Z", text.replace("Z", ":00Z"))) {
        try {
          return Timestamp.parse(completed).instant();
        } catch (IllegalArgumentException e) {
          // The next reading.
        }
      }
      throw Refusal.invalid(
          "--since takes 2026-04-23T03:00:00Z, 2026-04-23, or 90m, 12h, 7d; not '" + text + "'");
    }
  }
}
