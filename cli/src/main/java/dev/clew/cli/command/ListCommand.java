package dev.clew.cli.command;

import dev.clew.cli.option.FindingOptions;
import dev.clew.cli.option.Moment;
import dev.clew.cli.option.RunsOptions;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Refusal;
import dev.clew.core.event.Millis;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.core.run.ParentRun;
import dev.clew.core.run.RunStatus;
import dev.clew.document.LedgerFacts;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.RunTable;
import dev.clew.runs.Nesting;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.RunCopy;
import dev.clew.runs.RunFiles;
import dev.clew.runs.Runs;
import dev.clew.store.DefinitionRef;
import dev.clew.store.RunEntry;
import dev.clew.store.RunQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      description =
          "Only runs created since: 2026-04-23T03:00Z, 2026-04-23, 03:00 today, or 90m, 12h, 7d ago.")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only runs created before; TIME as for --since.")
  private @Nullable String until;

  @Option(
      names = "--definition",
      paramLabel = "COMMIT|sha256:…",
      description =
          "Only runs of this definition: by the git commit that it was taken from, or by its digest;"
              + " the first digits do.")
  private @Nullable String definition;

  @Option(
      names = "--correlation",
      paramLabel = "ID",
      description = "Only runs that are a part of this work, as another system calls it.")
  private @Nullable String correlation;

  @Mixin private FindingOptions finding = new FindingOptions();

  @Option(names = "--json", description = "Print as JSON.")
  private boolean json;

  @Mixin private RunsOptions where = new RunsOptions();

  @Override
  public Integer call() {
    Runs all = runs();
    Runs.Listing<Kept> listing = all.list(query(), this::kept);
    List<Nesting.Nested<Runs.Listed<Kept>>> runs =
        Nesting.of(
            listing.runs().stream().filter(run -> run.kept().head() != null).toList(),
            run -> head(run).runId(),
            run -> run.kept().parent() == null ? null : run.kept().parent().runId());
    if (json) {
      terminal.line(JsonWriter.pretty(json(runs)));
    } else if (runs.isEmpty()) {
      String place =
          where.isStore()
              ? VisibleText.line(all.place())
              : "below " + VisibleText.line(folder.toAbsolutePath().toString());
      terminal.line("no runs " + place + (isFiltered() ? " match" : ""));
    } else {
      List<RunTable.Line> lines = new ArrayList<>();
      for (Nesting.Nested<Runs.Listed<Kept>> nested : runs) {
        Runs.Listed<Kept> run = nested.run();
        lines.add(
            new RunTable.Line(
                head(run), nested.depth(), run.source().location(), copies(run), troubles(run)));
      }
      RunTable.of(lines, terminal.palette()).forEach(terminal::line);
    }
    for (Runs.Unreadable unreadable : listing.unreadable()) {
      terminal.error("clew: warning: " + VisibleText.line(unreadable.why()));
    }
    return ExitCode.OK.code();
  }

  private Runs runs() {
    boolean isFolder = !folder.toString().isEmpty();
    if (isFolder && where.isAsked()) {
      throw Refusal.invalid("a folder of files, or --data, or --server: one of them");
    }
    return isOfFiles() ? new RunFiles(folder) : where.runs(terminal);
  }

  private boolean isOfFiles() {
    return !folder.toString().isEmpty() || !where.isStore();
  }

  /// What is kept of a run while the others are read.
  ///
  /// @param head null for a run that was not asked for
  /// @param parent what has started it; null when nothing has
  /// @param damage of its ledger; null when there is none
  private record Kept(
      RunTable.@Nullable Head head,
      @Nullable ParentRun parent,
      LedgerFacts.@Nullable Damage damage) {}

  private Kept kept(RecordedRun found) {
    return new Kept(
        grep == null || holds(found, grep.toLowerCase(Locale.ROOT))
            ? RunTable.Head.of(found.view())
            : null,
        RunEntry.of(found.view(), found.source().location()).parent(),
        found.contents().ledger().damage());
  }

  private RunQuery query() {
    ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
    Instant from = since == null ? null : Moment.parse("--since", since, now);
    Instant to = until == null ? null : Moment.parse("--until", until, now);
    if (from != null && to != null && !from.isBefore(to)) {
      throw Refusal.invalid("no run is created since " + since + " and before " + until);
    }
    return RunQuery.ALL
        .withStatuses(statuses(status))
        .createdSince(from)
        .createdBefore(to)
        .executing(definition(definition))
        .correlatedBy(correlation)
        .finding(finding.query(!isOfFiles(), now.toInstant()));
  }

  private static @Nullable DefinitionRef definition(@Nullable String text) {
    try {
      return text == null ? null : DefinitionRef.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("--definition " + text + ": " + e.getMessage());
    }
  }

  private static RunTable.Head head(Runs.Listed<Kept> run) {
    return Objects.requireNonNull(run.kept().head());
  }

  /// `+1 copy: old/a.workflow.ledger; +1 older copy: b.workflow.report.json`
  private static String copies(Runs.Listed<Kept> found) {
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

  private static List<String> locations(Runs.Listed<Kept> found, RunCopy.Relation relation) {
    List<String> paths = new ArrayList<>();
    for (RunCopy copy : found.copies()) {
      if (copy.relation() == relation) {
        paths.add(copy.location());
      }
    }
    return paths;
  }

  private static List<String> troubles(Runs.Listed<Kept> found) {
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
    return grep != null || !query().equals(RunQuery.ALL);
  }

  private static Set<RunStatus> statuses(@Nullable String wanted) {
    if (wanted == null) {
      return Set.of();
    }
    if (wanted.equals("unsuccessful")) {
      return RunQuery.unsuccessful().statuses();
    }
    RunStatus status = RunStatus.of(wanted);
    if (status != null) {
      return Set.of(status);
    }
    List<String> known = new ArrayList<>();
    for (RunStatus one : RunStatus.values()) {
      known.add(one.wire());
    }
    throw Refusal.invalid(
        "no status '" + wanted + "'; there is unsuccessful, " + String.join(", ", known));
  }

  /// Looks into the whole of every row: an id in a captured body is found too.
  private static boolean holds(RecordedRun found, String text) {
    for (Row row : found.contents().rows()) {
      if (JsonWriter.compact(RowJson.write(row)).toLowerCase(Locale.ROOT).contains(text)) {
        return true;
      }
    }
    return false;
  }

  /// The file that is read first.
  private static List<String> everywhere(Runs.Listed<Kept> found) {
    List<String> paths = new ArrayList<>(List.of(found.source().location()));
    found.copies().forEach(copy -> paths.add(copy.location()));
    return paths;
  }

  private static Json json(List<Nesting.Nested<Runs.Listed<Kept>>> runs) {
    List<Json> out = new ArrayList<>();
    for (Nesting.Nested<Runs.Listed<Kept>> nested : runs) {
      Runs.Listed<Kept> found = nested.run();
      ParentRun parent = found.kept().parent();
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
              .put("parent", parent == null ? null : parent.toJson())
              .put("location", found.source().location())
              .put("locations", Json.strings(everywhere(found)))
              .put("damage", damage == null ? null : damage.toJson())
              .build());
    }
    return new Json.Arr(out);
  }
}
