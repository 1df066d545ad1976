package dev.clew.core.absence;

import dev.clew.core.absence.Absence.Code;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.run.MissingFile;
import dev.clew.core.fact.run.WorkspaceSnapshotted;
import dev.clew.core.fact.stage.RetryScheduled;
import dev.clew.core.glob.Glob;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptPromise;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageView;
import dev.clew.core.run.ToolCallView;
import dev.clew.core.timing.Boundaries;
import dev.clew.core.timing.Boundary;
import dev.clew.core.timing.Timing;
import dev.clew.core.timing.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one attempt owed by its own contract and did not give. The contract is what its rows
/// promise: `run_created.expects`, its plan, the artifacts that it names, its lease, its numbers;
/// and what the model of a run promises: one terminal event, an end for every start. What is owed
/// only after something else that is absent is not counted again: a run that nobody claimed owes no
/// workspace.
public final class Absences {
  private final RunView run;
  private final AttemptView attempt;
  private final Timing timing;
  private final boolean over;
  private final AttemptPromise contract;

  /// Of stages of which nothing was heard since another try was announced, the announcement.
  private final Map<StagePath, Row> announced = new HashMap<>();

  private final List<Absence> absences = new ArrayList<>();

  private Absences(RunView run, AttemptView attempt, Timing timing) {
    this.run = run;
    this.attempt = attempt;
    this.timing = timing;
    RunStatus status = attempt.status();
    this.over = status.terminal() || status == RunStatus.LOST || status == RunStatus.INTERRUPTED;
    this.contract = AttemptPromise.of(attempt);
    for (Row row : attempt.rows()) {
      StagePath stage = row.event().path();
      if (stage != null && Tries.isTry(row.event())) {
        if (row.event().is(Kind.STAGE_RETRY_SCHEDULED)) {
          announced.put(stage, row);
        } else {
          announced.remove(stage);
        }
      }
    }
  }

  /// In the order of the windows that they belong to; then artifacts, spans and numbers.
  public static List<Absence> of(RunView run, AttemptView attempt, Timing timing) {
    if (attempt.rows().isEmpty()) {
      return List.of();
    }
    Absences found = new Absences(run, attempt, timing);
    found.boundaries();
    found.absences.addAll(Tries.of(attempt, found.over));
    found.calls();
    found.results();
    found.artifacts();
    found.lifeSigns();
    found.spans();
    found.numbers();
    return List.copyOf(found.absences);
  }

  private void boundaries() {
    Boundaries boundaries = timing.boundaries();
    if (boundaries.queued() == null) {
      add(Code.NO_RUN_CREATED, "no event says that the run was asked for", null, null);
    }
    if (boundaries.claimed() == null) {
      if (over) {
        unclaimed();
      }
      return;
    }
    boolean worked = boundaries.firstWork() != null;
    Kind claim = Kind.of(boundaries.claimed().kind());
    if (contract.claim() && !isClaim(claim)) {
      add(Code.NO_CLAIM, "it started, and nobody claimed it", null, contract.row());
    }
    if (over && contract.workspace() && boundaries.workspaceReady() == null) {
      add(Code.NO_WORKSPACE, "it was claimed, and no workspace was ready", null, contract.row());
    }
    if (over && !worked) {
      add(
          Code.NO_FIRST_WORK_EVENT,
          begun(claim) + ", and no event of work followed",
          null,
          boundaries.claimed().row());
    }
    if (over && contract.stdout() && !attempt.status().completed() && !printed()) {
      add(Code.NO_STDOUT, "its command printed nothing", null, contract.row());
    }
    if (attempt.status() == RunStatus.INTERRUPTED || attempt.status() == RunStatus.LOST) {
      add(
          Code.NO_TERMINAL_EVENT,
          "it began, nobody writes to its ledger any more, and no event says how it ended",
          null,
          boundaries.claimed().row());
    }
  }

  private static String begun(@Nullable Kind claim) {
    return isClaim(claim)
        ? "it was claimed"
        : claim == Kind.RUN_STARTED ? "it started" : "it was set up";
  }

  private static boolean isClaim(@Nullable Kind kind) {
    return kind == Kind.RUN_CLAIMED || kind == Kind.LEASE_GRANTED;
  }

  /// Whoever writes a ledger that promises no claim runs it too.
  private void unclaimed() {
    boolean interrupted = attempt.status() == RunStatus.INTERRUPTED;
    if (interrupted && !contract.claim()) {
      Boundary queued = timing.boundaries().queued();
      add(
          Code.NO_TERMINAL_EVENT,
          "nobody writes to its ledger any more, and no event says how it ended",
          null,
          queued == null ? null : queued.row());
    } else {
      add(
          Code.NO_CLAIM,
          interrupted
              ? "whoever wrote its ledger is gone, and nobody had claimed it"
              : "the run was asked for, and nobody claimed it",
          null,
          contract.row());
    }
  }

  private boolean printed() {
    for (Row row : attempt.rows()) {
      if (row.event().is(Kind.STDOUT_CHUNK)) {
        return true;
      }
    }
    return false;
  }

  private void calls() {
    Set<String> started = new HashSet<>();
    for (ToolCallView call : attempt.toolCalls()) {
      started.add(call.toolCallId());
      if (call.status() == ToolCallView.Status.UNCLOSED) {
        add(
            Code.NO_TOOL_CALL_END,
            shown(call) + " began, and nothing says what came of it",
            call.toolCallId(),
            call.startedOffset());
      }
    }
    for (Row row : attempt.rows()) {
      String id = row.event().toolCallId();
      boolean end =
          row.event().is(Kind.TOOL_CALL_COMPLETED) || row.event().is(Kind.TOOL_CALL_FAILED);
      if (end && id != null && started.add(id)) {
        add(
            Code.NO_TOOL_CALL_START,
            "a call ended, and nothing says that it was sent",
            id,
            row.offset());
      }
    }
  }

  private static String shown(ToolCallView call) {
    return call.method().isEmpty()
        ? "a " + call.started().get(ToolCallStarted.CALL_TYPE, "tool") + " call"
        : call.method() + " " + call.url();
  }

  private void results() {
    if (!over || timing.boundaries().firstWork() == null) {
      return;
    }
    for (String glob : contract.finalArtifacts()) {
      if (!written(glob)) {
        add(
            Code.NO_FINAL_ARTIFACT,
            "a final artifact " + glob + " was due, and none was written",
            glob,
            contract.row());
      }
    }
    Window save = timing.save();
    boolean owed = contract.statusPersisted() && timing.boundaries().persisted() == null;
    if (save.status() == Window.Status.OPEN || (owed && save.start() != null)) {
      Boundary start = Objects.requireNonNull(save.start());
      add(
          Code.NO_STATUS_WRITE_BACK,
          "there is a result, and nothing says that it was written back",
          null,
          due(start.at(), contract.statusPersistedWithin()),
          start.row());
    }
  }

  private boolean written(String glob) {
    Glob wanted = Glob.ofAny(glob);
    for (ArtifactView artifact : attempt.artifacts()) {
      if ((artifact.isWritten() || artifact.takenOver())
          && artifact.state() != ArtifactView.State.NO_FILE
          && (wanted.matches(artifact.path()) || artifact.artifactId().equals(glob))) {
        return true;
      }
    }
    return false;
  }

  /// What a command made and removed again, and nobody promised, is not owed.
  private Set<String> removed() {
    Set<String> removed = new HashSet<>();
    for (Row row : attempt.rows()) {
      if (row.event().is(Kind.WORKSPACE_SNAPSHOTTED)) {
        for (MissingFile missing : WorkspaceSnapshotted.from(row.event()).missing()) {
          if (missing.removed()) {
            removed.add(missing.get(MissingFile.ARTIFACT_ID, ""));
          }
        }
      }
    }
    return removed;
  }

  private void artifacts() {
    Set<String> removed = removed();
    for (ArtifactView artifact : attempt.artifacts()) {
      switch (artifact.state()) {
        case RECORDED -> {}
        case NO_MANIFEST_ROW ->
            add(
                Code.NO_MANIFEST_ROW,
                artifact.shown() + " exists, and no manifest row describes it",
                artifact.artifactId(),
                artifact.producer());
        case NO_FILE -> {
          if (!removed.contains(artifact.artifactId())) {
            add(
                Code.NO_FILE,
                artifact.shown() + " has a manifest row, and the file is not there",
                artifact.artifactId(),
                artifact.manifestRow());
          }
        }
      }
    }
  }

  private void lifeSigns() {
    Timestamp now = run.asOf();
    for (StageView stage : attempt.stages()) {
      Row scheduled = announced.get(stage.path());
      if (scheduled != null) {
        Timestamp due = due(scheduled.event().ts(), RetryScheduled.from(scheduled.event()).delay());
        if (over || (due != null && now != null && now.compareTo(due) > 0)) {
          add(
              Code.NO_RETRY_HEARTBEAT,
              "another try of " + stage.path() + " was announced, and nothing was heard of it",
              stage.path().toString(),
              due,
              scheduled.offset());
        }
      }
    }
    Boundary sign = timing.boundaries().lastSign();
    Duration rhythm = contract.heartbeat();
    if (rhythm == null || sign == null || over) {
      return;
    }
    Timestamp due = due(sign.at(), rhythm);
    if (due != null && now != null && now.compareTo(due) > 0) {
      add(Code.NO_HEARTBEAT, "a sign of life was due", null, due, sign.row());
    }
  }

  private void spans() {
    if (!over) {
      return;
    }
    boolean spans = false;
    boolean unnamed = false;
    for (Row row : attempt.rows()) {
      spans |= row.event().spanId() != null;
      unnamed |= AnyEvent.from(row.event()).isOfUnnamedRun();
    }
    String trace = run.created().traceId();
    if (contract.spans() && trace != null && !spans) {
      add(
          Code.NO_MATCHING_SPANS,
          "there is a trace id, and no span of that trace came",
          trace,
          contract.row());
    }
    if (unnamed) {
      add(Code.NO_RUN_ID, "there are spans, and none of them names its run", trace, null);
    }
  }

  private void numbers() {
    for (SequenceGap gap : SequenceGap.of(attempt.rows())) {
      add(
          Code.SEQUENCE_GAP,
          gap.producer() + " counted to " + gap.next() + ", and " + gap.shown() + " is not there",
          gap.subject(),
          gap.nextRow());
    }
  }

  private static @Nullable Timestamp due(Timestamp from, @Nullable Duration after) {
    return after == null ? null : from.plus(after);
  }

  private void add(Code code, String what, @Nullable String subject, @Nullable Long promisedBy) {
    add(code, what, subject, null, promisedBy);
  }

  private void add(
      Code code,
      String what,
      @Nullable String subject,
      @Nullable Timestamp due,
      @Nullable Long promisedBy) {
    absences.add(new Absence(code, what, subject, due, promisedBy));
  }
}
