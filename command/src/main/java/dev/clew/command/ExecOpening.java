package dev.clew.command;

import dev.clew.command.file.FilePattern;
import dev.clew.command.file.InputFile;
import dev.clew.command.journal.ExecLimits;
import dev.clew.command.journal.Journal;
import dev.clew.core.Setting;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.Expects;
import dev.clew.core.fact.run.RunClaimed;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.WorkspaceReady;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.replay.SurfaceWords;
import dev.clew.core.run.ParentRun;
import dev.clew.core.trace.TraceContext;
import dev.clew.runs.Surroundings;
import dev.clew.runs.Version;
import dev.clew.runs.disk.FileDigest;
import dev.clew.runs.disk.FileSystemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is written down before the command starts.
final class ExecOpening {
  private static final int MAX_PATH_CHARS = 1024;

  private final ExecRequest request;
  private final CommandAttempt attempt;
  private final Surroundings surroundings;
  private final Journal journal;
  private final Redactor redactor;
  private final SurfaceWords surface;

  ExecOpening(
      ExecRequest request,
      CommandAttempt attempt,
      Surroundings surroundings,
      Journal journal,
      Redactor redactor,
      SurfaceWords surface) {
    this.request = request;
    this.attempt = attempt;
    this.surroundings = surroundings;
    this.journal = journal;
    this.redactor = redactor;
    this.surface = surface;
  }

  /// What the rows are about.
  ///
  /// @param asked when clew was started: there was no queue, and what comes after it is clew's own
  ///   time
  /// @param words of the command, redacted
  record Facts(
      Instant asked,
      Path folder,
      List<String> words,
      List<InputFile> inputs,
      ExecutionKey key,
      TraceContext trace,
      RecordedEnvironment environment) {}

  void write(Facts facts) {
    journal.together(() -> rows(facts));
    journal.sync();
  }

  private void rows(Facts facts) {
    created(facts);
    String host = surroundings.host();
    journal.write(
        journal
            .event(Kind.RUN_CLAIMED, "claimed")
            .at(Timestamp.of(facts.asked()))
            .with(RunClaimed.HOST, host)
            .with(RunClaimed.PID, ProcessHandle.current().pid())
            .with(RunClaimed.LEASE_TIME, ExecLimits.LEASE));
    configs(facts);
    inputs(facts.inputs());
    request.kept().write(facts.folder(), journal);
    journal.write(
        journal
            .event(Kind.WORKSPACE_READY, "the working folder is there")
            .with(WorkspaceReady.PATH, facts.folder().toString()));
    Asked asked = request.asked(facts.words());
    journal.write(
        journal
            .event(Kind.RUN_STARTED, "run started")
            .with(AttemptStarted.ATTEMPT, attempt.number())
            .with(AttemptStarted.ATTEMPT_OF, attempt.previousId())
            .with(AttemptStarted.AGAIN, surface.start(asked))
            .with(AttemptStarted.REQUEST, asked)
            .with(AttemptStarted.CWD, facts.folder().toString())
            .with(AttemptStarted.HOST, host)
            .withAll(ParentRun.attributes(surroundings.parentRun(facts.trace())))
            .with(AttemptStarted.SECRETS, facts.environment().digests())
            .with(AttemptStarted.CLEW_VERSION, Version.CURRENT)
            .with(AttemptStarted.JAVA_VERSION, Runtime.version().toString())
            .with(AttemptStarted.OS, surroundings.system())
            .withAll(request.facts().attributes()));
  }

  private void created(Facts facts) {
    Recorder.Draft row =
        attempt.number() == 1
            ? journal.event(Kind.RUN_CREATED, "run created")
            : journal.event(Kind.RUN_QUEUED, "attempt " + attempt.number() + " queued");
    if (attempt.number() == 1) {
      row.with(RunCreated.NAME, attempt.name())
          .with(RunCreated.REDACTION, request.redact() ? "on" : "off");
    }
    journal.write(
        row.at(Timestamp.of(facts.asked()))
            .with(RunCreated.COMMAND, facts.words())
            .with(RunCreated.EXECUTION_KEY, facts.key().digest().hex())
            .with(RunCreated.TRACE_ID, facts.trace().traceId())
            .withAll(RunCreated.place(facts.trace()))
            .with(RunCreated.CORRELATION_ID, surroundings.correlation(facts.trace()))
            .with(RunCreated.CREATED_AT, request.createdAt())
            .with(RunCreated.LIMIT, request.timeout())
            .with(
                RunCreated.BUNDLE,
                facts.inputs().isEmpty() ? null : InputFile.bundle(facts.inputs()).prefixed())
            .with(RunCreated.EXPECTS, expects(facts.folder())));
  }

  private Expects expects(Path folder) {
    List<String> finals = new ArrayList<>();
    for (String pattern : request.finals()) {
      finals.add(FilePattern.of(folder, pattern, Setting.FINAL_ARTIFACT).shown(folder));
    }
    return new Expects(
        new Attributes()
            .with(Expects.CLAIM, true)
            .with(Expects.STDOUT, true)
            .with(Expects.WORKSPACE, true)
            .with(Expects.FIRST_WORK, true)
            .with(Expects.HEARTBEAT, ExecLimits.HEARTBEAT_DUE)
            .with(Expects.FINAL_ARTIFACTS, finals.isEmpty() ? null : finals)
            .build());
  }

  private void configs(Facts facts) {
    Json.Obj command =
        Json.object()
            .put("argv", Json.strings(facts.words()))
            .put("cwd", facts.folder().toString())
            .build();
    config(ConfigCaptured.COMMAND, request.shownName(), command);
    commandFiles(facts);
    config(ConfigCaptured.ENVIRONMENT, "environment", facts.environment().shown());
  }

  /// The files that the command line names, such as a script: what they say is not kept, but
  /// whether they have changed can be told. A word with a secret names no file.
  private void commandFiles(Facts facts) {
    Set<String> named = new LinkedHashSet<>();
    for (int at = 0; at < facts.words().size(); at++) {
      String word = facts.words().get(at);
      if (word.equals(request.command().get(at)) && word.length() <= MAX_PATH_CHARS) {
        named.add(word);
      }
    }
    for (InputFile input : facts.inputs()) {
      named.remove(input.path());
    }
    for (String name : named) {
      try {
        Path file = facts.folder().resolve(name);
        if (Files.isRegularFile(file)
            && Files.size(file) <= ExecLimits.SNAPSHOT_FILE_BYTES
            && FileSystemType.pseudo(file) == null) {
          journal.write(
              journal
                  .event(Kind.CONFIG_CAPTURED, "the command line names " + name)
                  .with(ConfigCaptured.ROLE, ConfigCaptured.FILE)
                  .with(ConfigCaptured.NAME, name)
                  .with(ConfigCaptured.SHA256, FileDigest.following(file).hex())
                  .with(ConfigCaptured.SIZE_BYTES, Files.size(file)));
        }
      } catch (IOException | InvalidPathException e) {
        // A word that names no file that can be read says nothing.
      }
    }
  }

  /// With the digest of what is stored: one of the environment as it is could confirm a guess.
  private void config(String role, String name, Json.Obj content) {
    Payload whole = Payload.of(content.toString().getBytes(StandardCharsets.UTF_8));
    Payload stored = redactor.redact(whole, "application/json");
    journal.write(
        journal
            .event(Kind.CONFIG_CAPTURED, "captured the " + role)
            .with(ConfigCaptured.ROLE, role)
            .with(ConfigCaptured.NAME, name)
            .with(ConfigCaptured.SHA256, stored == null ? null : stored.digest().hex())
            .with(ConfigCaptured.SIZE_BYTES, stored == null ? null : stored.sizeBytes())
            .with(ConfigCaptured.CONTENT_TYPE, "application/json")
            .payload(stored));
  }

  private void inputs(List<InputFile> inputs) {
    for (InputFile input : inputs) {
      journal.write(
          journal
              .event(Kind.ARTIFACT_CONSUMED, "reads " + input.path())
              .artifact(input.path())
              .with(ArtifactWritten.ARTIFACT_KIND, "input")
              .with(ArtifactWritten.PATH, input.path())
              .with(ArtifactWritten.SIZE_BYTES, input.sizeBytes())
              .with(ArtifactWritten.CHECKSUM, input.digest().prefixed()));
    }
  }
}
