package dev.clew.core;

import static dev.clew.core.Detail.all;
import static dev.clew.core.Detail.artifact;
import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.toolCall;
import static dev.clew.core.Detail.with;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.log.FoundSecret;
import dev.clew.core.fact.log.SecretFound;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.ledger.IncomingEvent;
import dev.clew.core.ledger.LateRedaction;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A run that a test records event by event, as its producers would.
///
/// ```java
/// RunView run =
///     new TestLedger()
///         .runCreated(at(1))
///         .stageStarted("render#1", at(2.5))
///         .stageFailed("render#1", at(3), error("http_500", "HTTP 500"))
///         .runFinished("failed")
///         .view();
/// ```
///
/// An event that says no time is of the latest time so far, and one without a summary has its kind
/// as its summary. The same calls give the same rows.
public final class TestLedger {
  private final Ledger ledger;
  private final Redactor redactor;
  private final Map<Recorder.Producer, Recorder> recorders = new HashMap<>();
  private Instant now;
  private String attemptId = "attempt_1";
  private String producer = "worker-1";

  public TestLedger() {
    this("run_1");
  }

  public TestLedger(String runId) {
    now = Detail.MIDNIGHT;
    ledger = new MemoryLedger(new LedgerId("default", runId, "ledger_" + runId), () -> now);
    redactor = new NumberedEvents();
  }

  /// Records into a ledger that the test has made.
  ///
  /// @param begin the time of the first event, if that says none
  public TestLedger(Ledger ledger, Redactor redactor, Instant begin) {
    this.ledger = ledger;
    this.redactor = redactor;
    this.now = begin;
  }

  /// From here on events are of that attempt.
  public TestLedger attempt(String id) {
    attemptId = id;
    return this;
  }

  /// From here on events are of that producer, which has a count and a clock of its own.
  public TestLedger producer(String name) {
    producer = name;
    return this;
  }

  public TestLedger runCreated(Detail... details) {
    return event(Kind.RUN_CREATED, details);
  }

  public TestLedger runQueued(Detail... details) {
    return event(Kind.RUN_QUEUED, details);
  }

  public TestLedger runClaimed(Detail... details) {
    return event(Kind.RUN_CLAIMED, details);
  }

  public TestLedger runStarted(Detail... details) {
    return event(Kind.RUN_STARTED, details);
  }

  public TestLedger runFinished(String status, Detail... details) {
    return event(Kind.RUN_FINISHED, with(RunEnded.STATUS, status), all(details));
  }

  public TestLedger configCaptured(String role, String name, Detail... details) {
    return event(
        Kind.CONFIG_CAPTURED,
        with(ConfigCaptured.ROLE, role),
        with(ConfigCaptured.NAME, name),
        all(details));
  }

  public TestLedger stagePlanned(String path, Detail... details) {
    return event(Kind.STAGE_PLANNED, stage(path), all(details));
  }

  /// @param path as in [Detail#stage(String)]
  public TestLedger stageStarted(String path, Detail... details) {
    return event(Kind.STAGE_STARTED, stage(path), all(details));
  }

  public TestLedger stageCompleted(String path, Detail... details) {
    return event(Kind.STAGE_COMPLETED, stage(path), all(details));
  }

  public TestLedger stageFailed(String path, Detail... details) {
    return event(Kind.STAGE_FAILED, stage(path), all(details));
  }

  public TestLedger stageSkipped(String path, Detail... details) {
    return event(Kind.STAGE_SKIPPED, stage(path), all(details));
  }

  public TestLedger stageNotReached(String path, Detail... details) {
    return event(Kind.STAGE_NOT_REACHED, stage(path), all(details));
  }

  public TestLedger stageRetryScheduled(String path, Detail... details) {
    return event(Kind.STAGE_RETRY_SCHEDULED, stage(path), all(details));
  }

  public TestLedger toolCallStarted(String id, Detail... details) {
    return event(Kind.TOOL_CALL_STARTED, toolCall(id), all(details));
  }

  public TestLedger toolCallCompleted(String id, Detail... details) {
    return event(Kind.TOOL_CALL_COMPLETED, toolCall(id), all(details));
  }

  public TestLedger toolCallFailed(String id, Detail... details) {
    return event(Kind.TOOL_CALL_FAILED, toolCall(id), all(details));
  }

  public TestLedger artifactWritten(String id, Detail... details) {
    return event(Kind.ARTIFACT_WRITTEN, artifact(id), all(details));
  }

  public TestLedger artifactConsumed(String id, Detail... details) {
    return event(Kind.ARTIFACT_CONSUMED, artifact(id), all(details));
  }

  /// Says that a row before holds a secret.
  public TestLedger redactionLate(LateRedaction.Finding finding, Detail... details) {
    return event(
        Kind.REDACTION_LATE,
        with(SecretFound.FINDINGS, List.of(new FoundSecret(finding.toJson()))),
        all(details));
  }

  public TestLedger event(Kind kind, Detail... details) {
    return event(kind.wire(), details);
  }

  /// @param kind need not be one that clew knows
  public TestLedger event(String kind, Detail... details) {
    Detail said = all(at(now), all(details));
    String summary = said.summary();
    IncomingEvent.Builder event = IncomingEvent.of(kind, summary == null ? kind : summary);
    said.addition().accept(event);
    IncomingEvent whole = event.build();
    Instant time = Objects.requireNonNull(whole.ts()).instant();
    now = time.isBefore(now) ? now : time;
    recorder().event(whole).append();
    return this;
  }

  private Recorder recorder() {
    return recorders.computeIfAbsent(
        new Recorder.Producer(attemptId, producer, 1, null, null),
        one -> new Recorder(ledger, redactor, () -> now, one));
  }

  public List<Row> rows() {
    return ledger.rows(0, Integer.MAX_VALUE);
  }

  /// The latest event.
  public Event last() {
    return rows().getLast().event();
  }

  /// Nobody writes to it any more.
  public RunView view() {
    return view(RunView.Writer.ABSENT);
  }

  public RunView view(RunView.Writer writer) {
    return RunView.of(rows(), writer);
  }
}
