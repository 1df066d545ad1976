package dev.clew.cli.run;

import dev.clew.cli.CliException;
import dev.clew.cli.ExitCode;
import dev.clew.cli.Version;
import dev.clew.cli.source.RunSource;
import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.digest.MerkleRoot;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LateRedaction;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.Kind;
import dev.clew.core.run.Payload;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.Severity;
import dev.clew.document.LedgerFacts;
import dev.clew.engine.Engine;
import dev.clew.engine.OutputSink;
import dev.clew.engine.PlanSecrets;
import dev.clew.engine.RunSettings;
import dev.clew.ledgerfile.FileLedger;
import dev.clew.ledgerfile.LocalDisk;
import dev.clew.redaction.LateFinding;
import dev.clew.redaction.SecretRedactor;
import dev.clew.redaction.Unredacted;
import dev.clew.redaction.WeakSecret;
import dev.clew.workflow.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// One execution of a plan: makes the ledger, runs the engine, writes the reports.
public final class WorkflowRun {
  private static final String NAMESPACE = "default";
  private static final String PRODUCER = "clew-run";
  private static final int MAX_LATE_SEARCHES = 32;

  private final RunRequest request;
  private final Plan plan;
  private final InstantSource clock;
  private final Ids ids = new Ids();
  private final Redactor redactor;
  private final List<Row> rows = new ArrayList<>();
  private final Reports outputFiles = Reports.none();
  private final SecretFacts secretFacts;
  private final Set<LateRedaction.Finding> lateFindings = new HashSet<>();
  private int knownForms;
  private int lateSearches;

  public WorkflowRun(RunRequest request, Plan plan, InstantSource clock) {
    this.request = request;
    this.plan = plan;
    this.clock = clock;
    this.redactor = request.redact() ? new SecretRedactor() : new Unredacted();
    this.secretFacts =
        SecretFacts.of(
            plan, LocalKey.file(System.getenv(), Path.of(System.getProperty("user.home"))));
    PlanSecrets.learn(plan, redactor);
  }

  /// What came of it.
  ///
  /// @param fault why the run could not be carried through, when the ledger could not be written;
  ///   else empty
  public record Result(
      RunSource.Contents contents, Path ledger, Reports reports, String fault, boolean strict) {
    public ExitCode exitCode() {
      RunStatus status = contents.view().status();
      if (!fault.isEmpty() || !reports.problems().isEmpty()) {
        return ExitCode.NOT_WRITTEN;
      }
      return switch (status) {
        case SUCCEEDED -> ExitCode.OK;
        case COMPLETED_WITH_FAILURES -> strict ? ExitCode.RUN_FAILED : ExitCode.OK;
        case CANCELLED -> ExitCode.INTERRUPTED;
        case CREATED, QUEUED, RUNNING, FAILED, LOST, INTERRUPTED -> ExitCode.RUN_FAILED;
      };
    }
  }

  /// @param progress is told each row once it is written; must be quick
  public Result execute(Consumer<Row> progress) {
    Path folder = folder();
    ExecutionKey key = WorkKey.of(plan, request.seed());
    long now = clock.millis();
    LedgerId id = new LedgerId(NAMESPACE, ids.ulid("run_", now), ids.ulid("ledger_", now));
    Consumer<Row> listener =
        row -> {
          rows.add(row);
          progress.accept(row);
        };
    try (FileLedger ledger = create(folder, key, id, listener)) {
      Engine.Identity identity = new Engine.Identity(key, ids.hex(16));
      Recorder recorder = recorder(ledger, identity);
      Engine engine = new Engine(settings(), recorder, redactor, System::getenv, System::nanoTime);
      Interruption interruption = Interruption.cancels(engine::cancel);
      try {
        String fault = run(engine, identity, recorder, ledger.path());
        RunSource.Contents contents = contents(ledger);
        Reports reports =
            Reports.write(
                contents,
                RunFileNames.of(ledger.path()),
                request.format(),
                request.junit(),
                request.strict());
        reports.addAll(outputFiles);
        return new Result(contents, ledger.path(), reports, fault, request.strict());
      } finally {
        interruption.close();
      }
    }
  }

  private Path folder() {
    Path asked = request.out();
    Path folder = asked == null ? request.workflow().resolveSibling("output") : asked;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CliException(
          ExitCode.NOT_WRITTEN,
          "the folder "
              + folder
              + " cannot be made: "
              + Reports.reason(e)
              + "; nothing was sent (choose another with --out)",
          e);
    }
    return folder;
  }

  private FileLedger create(Path folder, ExecutionKey key, LedgerId id, Consumer<Row> listener) {
    try {
      return FileLedger.create(
          new LocalDisk(), folder, redactor.redact(plan.name()), key, id, clock, listener);
    } catch (CliException e) {
      throw e;
    } catch (ClewException e) {
      throw new CliException(ExitCode.NOT_WRITTEN, e.getMessage() + "; nothing was sent", e);
    }
  }

  private Recorder recorder(FileLedger ledger, Engine.Identity identity) {
    return new Recorder(
        ledger,
        redactor,
        clock,
        new Recorder.Producer(
            ids.ulid("att_", clock.millis()),
            PRODUCER,
            1,
            "pid-" + ProcessHandle.current().pid(),
            identity.traceId()));
  }

  /// @return why the run could not be carried through; empty when it could
  private String run(Engine engine, Engine.Identity identity, Recorder recorder, Path ledger) {
    try {
      engine.run(plan, identity, sink(ledger), () -> recordLateSecrets(recorder, false));
      recordLateSecrets(recorder, true);
      return "";
    } catch (ClewException e) {
      return redactor.redact(String.valueOf(e.getMessage()));
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      return "unexpected fault: " + redactor.redact(e.toString()) + "; please report it";
    }
  }

  /// Names the rows that hold a value which became a secret only after they were written: after
  /// each stage that learned one, so that a crash does not lose it. A run that learns many is
  /// looked through at its end.
  private void recordLateSecrets(Recorder recorder, boolean atEnd) {
    if (!(redactor instanceof SecretRedactor secrets)
        || secrets.knownForms() == knownForms
        || (!atEnd && ++lateSearches > MAX_LATE_SEARCHES)) {
      return;
    }
    knownForms = secrets.knownForms();
    List<Json> findings = new ArrayList<>();
    for (Row row : List.copyOf(rows)) {
      for (LateFinding late : secrets.late(row)) {
        LateRedaction.Finding finding =
            new LateRedaction.Finding(late.offset(), late.where(), late.name(), late.length());
        if (lateFindings.add(finding)) {
          findings.add(finding.toJson());
        }
      }
    }
    if (!findings.isEmpty()) {
      recorder
          .event(
              Kind.REDACTION_LATE,
              findings.size()
                  + " places of earlier rows hold a value that turned out to be a secret;"
                  + " reports leave them out, the ledger has them")
          .severity(Severity.WARN)
          .with("findings", findings)
          .append();
      recorder.sync();
    }
  }

  /// What the user should know about the redaction of this run.
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (secretFacts.warning() != null) {
      warnings.add(secretFacts.warning());
    }
    if (redactor instanceof SecretRedactor secrets) {
      for (WeakSecret weak : secrets.warnings()) {
        warnings.add(
            "the secret '"
                + weak.name()
                + "' is redacted by name only: its value is "
                + weak.reason().words());
      }
    }
    for (Row row : rows) {
      if (row.event().is(Kind.REDACTION_LATE)) {
        warnings.add(row.event().summary());
      }
    }
    return warnings;
  }

  private RunSettings settings() {
    String asked = request.seed();
    List<Json> secrets = secretFacts.facts();
    return new RunSettings(
        request.capture(),
        request.strict(),
        request.followRedirects(),
        request.limits(),
        asked == null ? ids.hex(16) : asked,
        request.redact(),
        Json.object()
            .put("clew_version", Version.CURRENT)
            .put("java_version", Runtime.version().toString())
            .put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
            .put("again", again())
            .put("secrets", secrets == null ? null : new Json.Arr(secrets))
            .build());
  }

  /// The words of the command line that would run this again, but for the inputs.
  private Json again() {
    return Json.strings(request.again());
  }

  private OutputSink sink(Path ledger) {
    return output -> {
      Path path = RunFileNames.of(ledger).output();
      byte[] bytes = Reports.outputBytes(output);
      try {
        OutputFile.write(path, out -> out.write(bytes));
        outputFiles.files().put("output", path);
        return new OutputSink.Written.File(
            path.getFileName().toString(), bytes.length, Payload.of(bytes).ref());
      } catch (IOException e) {
        String problem = path + " could not be written: " + Reports.reason(e);
        outputFiles.problems().add(problem);
        return new OutputSink.Written.Failed(problem);
      }
    };
  }

  private RunSource.Contents contents(FileLedger ledger) {
    List<Digest> digests = new ArrayList<>(rows.size());
    for (Row row : rows) {
      digests.add(row.eventDigest());
    }
    LedgerFacts facts =
        new LedgerFacts(
            ledger.id(), rows.size(), MerkleRoot.of(digests), ledger.head(), null, null);
    return new RunSource.Contents(rows, facts, RunView.Writer.ABSENT);
  }
}
