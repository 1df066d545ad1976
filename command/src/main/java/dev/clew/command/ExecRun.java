package dev.clew.command;

import dev.clew.command.file.ArtifactWatch;
import dev.clew.command.file.FilePattern;
import dev.clew.command.file.InputFile;
import dev.clew.command.file.KeptFiles;
import dev.clew.command.journal.Journal;
import dev.clew.command.printed.ClassifiedLines;
import dev.clew.command.printed.PassedOn;
import dev.clew.command.process.MemoryGroup;
import dev.clew.command.process.ProcessOutcome;
import dev.clew.core.ClewException;
import dev.clew.core.Setting;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.Unredacted;
import dev.clew.core.replay.SurfaceWords;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.trace.TraceContext;
import dev.clew.redaction.ProcessSecrets;
import dev.clew.redaction.RecordedVariable;
import dev.clew.redaction.SecretRedactor;
import dev.clew.runs.Ids;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.RunSource;
import dev.clew.runs.Surroundings;
import dev.clew.runs.disk.FileStore;
import dev.clew.runs.file.RunFileNames;
import dev.clew.runs.recording.NewLedger;
import dev.clew.runs.recording.Reports;
import dev.clew.runs.secret.LateSecrets;
import dev.clew.runs.secret.SecretHmac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One execution of a command: makes the ledger, runs the command, writes the reports.
public final class ExecRun {
  private final ExecRequest request;
  private final InstantSource clock;
  private final Surroundings surroundings;
  private final PassedOn passedOn;
  private final SurfaceWords surface;
  private final Ids ids = new Ids();
  private final Redactor redactor;
  private final LateSecrets lateSecrets;
  private final List<String> warnings = new ArrayList<>();

  /// @param surface in whose words the ledger says how it was asked for, and its reports what to do
  public ExecRun(
      ExecRequest request,
      InstantSource clock,
      Surroundings surroundings,
      PassedOn passedOn,
      SurfaceWords surface) {
    this.request = request;
    this.clock = clock;
    this.surroundings = surroundings;
    this.passedOn = passedOn;
    this.surface = surface;
    this.redactor = request.redact() ? new SecretRedactor() : new Unredacted();
    this.lateSecrets = new LateSecrets(redactor);
  }

  /// What came of it.
  ///
  /// @param exitCode of the command, or what clew says in its place
  /// @param contents null when the ledger cannot be read back
  /// @param problems why the record is not whole, for the user; empty when it is
  public record Result(
      int exitCode,
      RunSource.@Nullable Contents contents,
      Path ledger,
      Reports reports,
      List<String> problems,
      List<String> warnings,
      Redactor redactor) {
    /// What clew returns when it failed and the command did not.
    public static final int OWN_FAULT = 125;

    public Result {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
    }
  }

  /// @param opened is told of the ledger before anything stands in it
  /// @throws ClewException before the command has started: then it is not started
  public Result execute(Consumer<Ledger> opened) {
    Instant asked = clock.instant();
    Path folder = request.workingFolder();
    Map<String, String> variables = new TreeMap<>(surroundings.environment());
    variables.putAll(request.environment());
    List<RecordedVariable> recorded =
        ProcessSecrets.variables(redactor, variables, request.keptVariables());
    List<String> words = ProcessSecrets.redacted(redactor, request.command());
    lateSecrets.knowsAll();
    List<InputFile> inputs = InputFile.read(folder, request.inputFiles());
    List<FilePattern> artifacts = globs(folder, request.artifacts(), Setting.ARTIFACT);
    List<FilePattern> finals = globs(folder, request.finals(), Setting.FINAL_ARTIFACT);
    ClassifiedLines.Factory classifiers = ClassifiedLines.with(request.rules());
    ExecutionKey key = key(words, inputs);
    TraceContext trace = TraceContext.of(surroundings::variable, ids::hex);
    Path out = request.out() == null ? Path.of("output") : request.out();
    Path attemptOf = request.attemptOf();
    try (CommandAttempt attempt =
        attemptOf == null
            ? CommandAttempt.first(
                out, request.shownName(), key, surroundings.namespace(), clock, ids, redactor)
            : CommandAttempt.next(attemptOf, clock, ids)) {
      opened.accept(attempt.ledger());
      Recorder recorder = attempt.recorder(redactor, clock, trace, ids);
      Journal journal = new Journal(recorder);
      ArtifactWatch watch =
          new ArtifactWatch(folder, artifacts, finals, attempt::isOwn, journal, clock);
      ChildEnvironment environment =
          ChildEnvironment.of(
              surroundings.environment(),
              request.environment(),
              trace,
              attempt.ledger().id().runId(),
              attempt.id(),
              attempt.ledger().path());
      new ExecOpening(request, attempt, surroundings, journal, redactor, surface)
          .write(
              new ExecOpening.Facts(
                  asked, folder, words, inputs, key, trace, recorded(recorded, environment)));
      watch.begin();
      if (journal.fault() != null) {
        throw new ClewException(journal.fault() + "; the command was not started");
      }
      warnOfOtherWork(attempt, key);
      String callId = ids.ulid("call_", clock.millis());
      Command command =
          new Command(request, journal, redactor, watch, classifiers, passedOn, clock);
      Workspace workspace =
          Workspace.begin(folder, attempt, journal, clock.instant(), keptFiles(attempt));
      Command.Ended ended = command.run(folder, words, environment, trace, callId);
      workspace.end(journal);
      watch.end();
      close(journal, watch, ended, trace, callId, workspace.removed());
      return result(attempt, journal, ended.outcome());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClewException("interrupted", e);
    }
  }

  private @Nullable KeptFiles keptFiles(CommandAttempt attempt) {
    return request.keepsWorkspace()
        ? new KeptFiles(FileStore.beside(attempt.folder()), redactor)
        : null;
  }

  private RecordedEnvironment recorded(
      List<RecordedVariable> variables, ChildEnvironment environment) {
    SortedMap<String, String> values = environment.recorded();
    List<RecordedVariable> recorded = new ArrayList<>(variables);
    recorded.removeIf(variable -> !values.containsKey(variable.name()));
    SecretHmac key = null;
    if (!recorded.stream().allMatch(RecordedVariable::isWhole)) {
      try {
        key = SecretHmac.from(surroundings.keyFile());
      } catch (IOException e) {
        warnings.add(
            "nobody will see whether a variable that is not recorded has changed, because "
                + e.getMessage());
      }
    }
    return RecordedEnvironment.of(recorded, values, key);
  }

  private static List<FilePattern> globs(Path folder, List<String> patterns, Setting about) {
    List<FilePattern> globs = new ArrayList<>();
    patterns.forEach(pattern -> globs.add(FilePattern.of(folder, pattern, about)));
    return globs;
  }

  /// The same command with the same inputs is the same work. Secrets are out of the words.
  private ExecutionKey key(List<String> words, List<InputFile> inputs) {
    TreeMap<String, Json> named = new TreeMap<>();
    named.put("command", Json.strings(words));
    named.put("name", Json.of(redactor.redact(request.shownName())));
    return ExecutionKey.of(
        new ExecutionKey.Work(
            new TreeMap<>(),
            null,
            named,
            new TreeMap<>(),
            InputFile.byPath(inputs),
            List.of(),
            null));
  }

  private void warnOfOtherWork(CommandAttempt attempt, ExecutionKey key) {
    String before = attempt.previousKey();
    if (before != null && !before.equals(key.digest().hex())) {
      warnings.add(
          "the command or its input files are not those of the first attempt: execution key "
              + key.shown()
              + ", before "
              + before.substring(0, Math.min(8, before.length())));
    }
  }

  private static void close(
      Journal journal,
      ArtifactWatch watch,
      Command.Ended ended,
      TraceContext trace,
      String callId,
      List<String> removed) {
    ProcessOutcome outcome = ended.outcome();
    boolean succeeded = outcome.errorCode() == null;
    MemoryGroup.Kills kills = ended.memoryKills();
    Long oomKills = kills == null ? null : Long.valueOf(kills.kills());
    Long memoryLimit = kills == null ? null : kills.limitBytes();
    journal.write(
        outcome.wasStarted()
            ? journal
                .event(
                    succeeded ? Kind.TOOL_CALL_COMPLETED : Kind.TOOL_CALL_FAILED, outcome.message())
                .at(ended.exitedAt())
                .severity(succeeded ? Severity.INFO : Severity.ERROR)
                .toolCall(callId)
                .span(trace.spanId(), trace.parentSpanId())
                .took(ended.took())
                .with(ToolCallEnded.EXIT_CODE, outcome.exitCode())
                .with(ToolCallEnded.SIGNAL, outcome.signal())
                .with(ToolCallEnded.ERROR, outcome.error())
                .with(ToolCallEnded.CPU, ended.cpu())
                .with(ToolCallEnded.MAX_RSS_BYTES, ended.peakRssBytes())
                .with(ToolCallEnded.OOM_KILLS, oomKills)
                .with(ToolCallEnded.MEMORY_LIMIT_BYTES, memoryLimit)
            : notStarted(journal, outcome));
    if (!watch.isEmpty()) {
      journal.write(watch.snapshot().row(journal, "end"));
    }
    RunStatus status = outcome.status();
    Recorder.Draft finished =
        journal
            .event(
                status == RunStatus.CANCELLED ? Kind.RUN_CANCELLED : Kind.RUN_FINISHED,
                "run " + status.wire() + ": " + outcome.message())
            .at(over(ended, watch))
            .severity(succeeded ? Severity.INFO : Severity.ERROR)
            .took(ended.took())
            .with(RunEnded.STATUS, status.wire())
            .with(RunEnded.EXIT_CODE, outcome.exitCode())
            .with(RunEnded.SIGNAL, outcome.signal())
            .with(RunEnded.ERROR, outcome.error())
            .with(RunEnded.OOM_KILLS, oomKills)
            .with(RunEnded.MEMORY_LIMIT_BYTES, memoryLimit)
            .with(RunEnded.REASON, outcome.reason())
            .with(RunEnded.LOG, ended.lines())
            .with(RunEnded.WORKSPACE_REMOVED, removed.isEmpty() ? null : removed);
    ended.bytes().forEach((name, bytes) -> finished.with(name.bytes(), bytes));
    ended.streamsCutOff().forEach(name -> finished.with(name.leftOpen(), true));
    journal.write(finished);
    journal.sync();
  }

  /// A process that never was did no work.
  private static Recorder.Draft notStarted(Journal journal, ProcessOutcome outcome) {
    return journal
        .event(Kind.ERROR, outcome.message())
        .severity(Severity.ERROR)
        .with(LogLine.CAUSE, "config")
        .with(LogLine.CODE, outcome.errorCode())
        .with(LogLine.MESSAGE, outcome.message());
  }

  /// When the newest thing happened that the run did: what clew does after it is not the run's.
  private static Timestamp over(Command.Ended ended, ArtifactWatch watch) {
    Timestamp lastWrite = watch.lastWrite();
    Timestamp lastSign = ended.lastSign();
    return lastWrite == null || lastWrite.compareTo(lastSign) < 0 ? lastSign : lastWrite;
  }

  private Result result(CommandAttempt attempt, Journal journal, ProcessOutcome outcome) {
    Path path = attempt.ledger().path();
    List<String> problems = new ArrayList<>();
    Reports reports = Reports.none();
    RunSource.Contents contents = null;
    try {
      if (Files.notExists(path)) {
        throw new ClewException(
            "the ledger "
                + path
                + " is gone: it or its folder was removed or moved while the command ran; there is"
                + " no record of the run");
      }
      contents = contents(attempt, journal);
      reports =
          Reports.write(
              contents,
              RunFileNames.of(path),
              new Reports.Choice(request.format(), request.pageLimit(), request.junit()),
              false,
              surface);
    } catch (ClewException e) {
      problems.add(redactor.redact(String.valueOf(e.getMessage())));
    }
    String fault = journal.fault();
    if (fault != null) {
      problems.addFirst("the record of the run is not whole: " + redactor.redact(fault));
    }
    problems.addAll(reports.problems());
    warnings.addAll(LateSecrets.warnings(redactor, contents == null ? List.of() : contents.rows()));
    int code =
        outcome.exitCode() == 0 && !problems.isEmpty() ? Result.OWN_FAULT : outcome.exitCode();
    return new Result(code, contents, path, reports, problems, warnings, redactor);
  }

  private RunSource.Contents contents(CommandAttempt attempt, Journal journal) {
    RunSource.Contents written = written(attempt);
    if (journal.isStopped()) {
      return written;
    }
    int before = written.rows().size();
    lateSecrets.record(journal.recorder(), written.rows(), true);
    RunSource.Contents all = written(attempt);
    return all.rows().size() == before ? written : all;
  }

  private static RunSource.Contents written(CommandAttempt attempt) {
    List<Row> rows = attempt.rows().all();
    return rows == null
        ? withoutWriter(new LedgerSource(attempt.ledger().path()).read())
        : NewLedger.contents(attempt.ledger(), rows);
  }

  /// This process, which is about to let it go.
  private static RunSource.Contents withoutWriter(RunSource.Contents contents) {
    return new RunSource.Contents(contents.rows(), contents.ledger(), RunView.Writer.ABSENT);
  }
}
