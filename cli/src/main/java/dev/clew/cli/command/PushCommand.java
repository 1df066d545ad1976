package dev.clew.cli.command;

import dev.clew.cli.option.PushOptions;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.process.ThisProcess;
import dev.clew.cli.push.FilesOfRun;
import dev.clew.core.Refusal;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Unredacted;
import dev.clew.push.FilePush;
import dev.clew.push.Push;
import dev.clew.push.RowSource;
import dev.clew.push.ServerAddress;
import dev.clew.redaction.ProcessSecrets;
import dev.clew.redaction.SecretRedactor;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.Durations;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.RunFiles;
import dev.clew.runs.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew push`: sends recorded runs to a server.
@Command(
    name = "push",
    description = {
      "Send recorded runs to a server.",
      "What the server has already is not stored again: to send a run twice does no harm."
    },
    usageHelpAutoWidth = true,
    sortOptions = false)
final class PushCommand extends Subcommand {
  private static final Duration WAIT = Duration.ofSeconds(60);

  PushCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description =
          "A ledger or report file, a run id or its beginning, a name or an execution key.")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Where they go (default: $CLEW_PUSH).")
  private @Nullable String server;

  @Option(
      names = "--push-wait",
      paramLabel = "DURATION",
      description = "How long a run may take to be sent (default: 60s).")
  private @Nullable String wait;

  @Option(
      names = "--no-push-files",
      description = "Send the events only, not the files that they name.")
  private boolean noFiles;

  @Option(names = "--json", description = "Print what was sent as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    ServerAddress target = target();
    Duration longest = wait == null ? WAIT : Durations.parse(wait, "--push-wait");
    Runs recorded = new RunFiles(Path.of(""), terminal::warning);
    List<RecordedRun> found = runs.stream().map(recorded::find).toList();
    List<Json> sent = new ArrayList<>();
    boolean isAll = true;
    for (RecordedRun run : found) {
      long begun = System.nanoTime();
      Push.Outcome outcome =
          Push.begin(RowSource.of(run.contents().rows()), target).finish(longest);
      FilePush.Outcome files =
          noFiles || outcome.unsent() > 0
              ? FilePush.Outcome.NOTHING
              : new FilesOfRun(run.view(), Path.of(run.source().location()), redactor(run))
                  .push(target, left(begun, longest));
      isAll &= outcome.unsent() == 0 && outcome.rejected() == 0 && files.isAll();
      if (json) {
        sent.add(json(run, outcome, files, target));
      } else {
        say(run, outcome, files, target);
      }
    }
    if (json) {
      terminal.line(JsonWriter.pretty(Json.object().put("runs", sent).build()));
    }
    return (isAll ? ExitCode.OK : ExitCode.NOT_WRITTEN).code();
  }

  /// Knows the secrets of this process; those of the one that ran it are gone with it.
  private static Redactor redactor(RecordedRun run) {
    if (run.view().created().get(RunCreated.REDACTION, "on").equals("off")) {
      return new Unredacted();
    }
    Redactor redactor = new SecretRedactor();
    var _ = ProcessSecrets.variables(redactor, ThisProcess.surroundings().environment(), Set.of());
    return redactor;
  }

  private static Duration left(long begun, Duration longest) {
    Duration left = longest.minusNanos(System.nanoTime() - begun);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private ServerAddress target() {
    if (server != null) {
      return PushOptions.target("--server", server);
    }
    String said = ThisProcess.surroundings().variable(PushOptions.PUSH);
    if (said == null || said.isEmpty()) {
      throw Refusal.invalid(
          "which server? --server http://127.0.0.1:7373, or that in " + PushOptions.PUSH);
    }
    return PushOptions.target("$" + PushOptions.PUSH, said);
  }

  private void say(
      RecordedRun run, Push.Outcome outcome, FilePush.Outcome files, ServerAddress target) {
    String name = VisibleText.line(run.view().name());
    if (outcome.problem() == null) {
      terminal.line(
          String.format(
              Locale.ROOT,
              "%s  %,d events%s · %s",
              name,
              outcome.sent(),
              FilesOfRun.words(files),
              target.page(run.view().runId())));
    } else {
      terminal.error(
          String.format(
              Locale.ROOT,
              "clew: %s: %,d of %,d events are not at %s (%s)",
              name,
              outcome.unsent() + outcome.rejected(),
              outcome.sent() + outcome.unsent() + outcome.rejected(),
              target.base(),
              VisibleText.line(outcome.problem())));
    }
    sayFiles(name, files, target);
  }

  private void sayFiles(String name, FilePush.Outcome files, ServerAddress target) {
    if (!files.isAll()) {
      terminal.error(
          String.format(
              Locale.ROOT,
              "clew: %s: %,d of its files are not at %s (%s)",
              name,
              files.unsent() + files.refused(),
              target.base(),
              VisibleText.line(String.valueOf(files.problem()))));
    }
    if (files.changed() > 0) {
      terminal.error(
          String.format(
              Locale.ROOT,
              "clew: %s: %,d of its files are not what they were, and were not sent",
              name,
              files.changed()));
    }
  }

  private static Json json(
      RecordedRun run, Push.Outcome outcome, FilePush.Outcome files, ServerAddress target) {
    return Json.object()
        .put("run_id", run.view().runId())
        .put("sent", outcome.sent())
        .put("unsent", outcome.unsent())
        .put("rejected", outcome.rejected())
        .put("problem", outcome.problem() == null ? files.problem() : outcome.problem())
        .put("files_sent", files.sent())
        .put("file_bytes_sent", files.sentBytes())
        .put("files_unsent", files.unsent())
        .put("files_refused", files.refused())
        .put("files_changed", files.changed())
        .put("url", target.page(run.view().runId()).toString())
        .build();
  }
}
