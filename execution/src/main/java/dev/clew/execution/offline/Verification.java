package dev.clew.execution.offline;

import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.part.Redacted;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.ContentRoot;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.Unredacted;
import dev.clew.core.replay.ReplayPlanner;
import dev.clew.core.replay.SurfaceWords;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import dev.clew.document.LedgerFacts;
import dev.clew.document.ReportDocument;
import dev.clew.plan.Plan;
import dev.clew.redaction.SecretRedactor;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.RunSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of running a workflow against its own recording (DESIGN §5.8).
///
/// @param recorded the digest of the report document as the ledger gives it
/// @param now the digest of the one that the verification gives; null when there is an obstacle
/// @param stages how many stages were executed
/// @param exchanges how many calls were answered from the recording
/// @param drifts where requests, or else rows, are other than recorded
/// @param obstacles why it could not be carried through
public record Verification(
    String runId,
    Digest recorded,
    @Nullable Digest now,
    int stages,
    int exchanges,
    List<Drift> drifts,
    List<Obstacle> obstacles) {
  /// Of the rows that differ when no request does.
  private static final int MAX_ROW_DRIFTS = 20;

  public Verification {
    drifts = List.copyOf(drifts);
    obstacles = List.copyOf(obstacles);
  }

  public boolean isIdentical() {
    return recorded.equals(now) && drifts.isEmpty() && obstacles.isEmpty();
  }

  /// @param definition a workflow to try in the place of the last attempt's; null for the recorded
  /// @param surface in whose words the report is, and an older ledger says what was asked for
  /// @throws Refusal when the run is not one of a workflow, or the definition is wrong
  public static Verification of(
      FoundAttempt wanted, @Nullable Path definition, SurfaceWords surface) {
    requireWorkflow(wanted);
    return new Run(wanted.found().contents(), wanted.found().view(), definition, surface).verify();
  }

  /// Only what a workflow run wrote, and as it wrote it, can be written again.
  static void checkRows(List<Row> rows, List<Obstacle> obstacles) {
    for (Row row : rows) {
      Event event = row.event();
      String where = "row " + row.offset();
      if (row.verdict() != Row.Verdict.ACCEPTED || !event.producer().equals("clew-run")) {
        obstacles.add(
            new Obstacle("other_producer", where, "it was not written by a workflow run"));
        return;
      }
      if (event.is(Kind.REDACTION_LATE)) {
        obstacles.add(
            new Obstacle(
                "redacted_late", where, "rows before it held a secret, which is left out now"));
        return;
      }
      if (!event.is(Kind.RUN_STARTED) && isRedactedByLooks(event, where, obstacles)) {
        return;
      }
    }
  }

  private static boolean isRedactedByLooks(Event event, String where, List<Obstacle> obstacles) {
    for (Redacted redaction : AnyEvent.from(event).redactions()) {
      if (redaction.rule().startsWith("pattern")) {
        obstacles.add(
            new Obstacle(
                "redacted_by_looks",
                where,
                redaction.get(Redacted.NAME, "")
                    + " was taken out because of what it looked like, which is not kept"));
        return true;
      }
    }
    return false;
  }

  static void requireWorkflow(FoundAttempt wanted) {
    if (!ReplayPlanner.isOfWorkflow(wanted.attempt())) {
      throw Refusal.blocked(
          "what a command does cannot be verified offline, only what it left",
          new Remedy.CheckWhatIsLeft(wanted.found().view().runId()));
    }
  }

  /// The attempts of a run, one after the other, into one scratch ledger.
  private static final class Run {
    private final RunSource.Contents contents;
    private final RunView view;
    private final @Nullable Path definition;
    private final SurfaceWords surface;
    private final List<Drift> drifts = Collections.synchronizedList(new ArrayList<>());
    private final List<Obstacle> obstacles = Collections.synchronizedList(new ArrayList<>());
    private final Redactor redactor;
    private final MemoryLedger scratch;
    private final RecordedTime time;

    Run(
        RunSource.Contents contents,
        RunView view,
        @Nullable Path definition,
        SurfaceWords surface) {
      this.contents = contents;
      this.view = view;
      this.definition = definition;
      this.surface = surface;
      boolean redacts = view.created().redacts();
      this.redactor = redacts ? new SecretRedactor() : new Unredacted();
      MemoryLedger[] ledger = new MemoryLedger[1];
      this.time = new RecordedTime(contents.rows(), () -> ledger[0].head());
      this.scratch = new MemoryLedger(contents.ledger().id(), time.received());
      ledger[0] = scratch;
    }

    Verification verify() {
      checkRows(contents.rows(), obstacles);
      int exchanges = 0;
      for (AttemptView attempt : view.attempts()) {
        boolean last = attempt.attemptId().equals(view.attempt().attemptId());
        Recording recording = new Recording(attempt, surface);
        Plan plan =
            obstacles.isEmpty()
                ? new RecordedPlan(view, recording, last ? definition : null, obstacles).plan()
                : null;
        if (plan == null) {
          break;
        }
        exchanges +=
            new Playback(view, recording, scratch, time, redactor, drifts, obstacles).run(plan);
      }
      Digest recorded = digest(contents.rows(), contents.ledger());
      Digest now = obstacles.isEmpty() ? digest(scratch.rows(), facts()) : null;
      if (now != null && !now.equals(recorded) && drifts.isEmpty()) {
        compareRows();
      }
      return new Verification(
          view.runId(), recorded, now, executed(), exchanges, drifts, obstacles);
    }

    private int executed() {
      int started = 0;
      for (Row row : scratch.rows()) {
        started += row.event().is(Kind.STAGE_STARTED) ? 1 : 0;
      }
      return started;
    }

    private Digest digest(List<Row> rows, LedgerFacts facts) {
      return Digest.sha256(
          ReportDocument.bytes(ReportDocument.of(rows, facts, contents.writer(), surface)));
    }

    private LedgerFacts facts() {
      LedgerFacts recorded = contents.ledger();
      Ledger.Head head = scratch.head();
      return new LedgerFacts(
          recorded.id(),
          head.size(),
          () -> ContentRoot.of(scratch.rows()),
          head.chain(),
          recorded.tornBytes(),
          recorded.damage());
    }

    private void compareRows() {
      List<Row> was = contents.rows();
      List<Row> is = scratch.rows();
      for (int at = 0; at < Math.max(was.size(), is.size()); at++) {
        Json before = at < was.size() ? EventJson.write(was.get(at).event()) : null;
        Json after = at < is.size() ? EventJson.write(is.get(at).event()) : null;
        Event event = (at < is.size() ? is : was).get(at).event();
        String stage = event.path() == null ? "" : event.path().toString();
        for (JsonDifference one : JsonDifference.between(before, after)) {
          if (drifts.size() == MAX_ROW_DRIFTS) {
            return;
          }
          drifts.add(
              new Drift(
                  stage,
                  0,
                  "row " + at + " " + event.kind() + " " + one.pointer(),
                  JsonDifference.shown(one.recorded()),
                  JsonDifference.shown(one.now())));
        }
      }
    }
  }

  /// @param surface in whose words it says what can be done
  public Json.Obj toJson(SurfaceWords surface) {
    List<Json> drift = new ArrayList<>();
    drifts.forEach(one -> drift.add(one.toJson()));
    List<Json> blocked = new ArrayList<>();
    obstacles.forEach(one -> blocked.add(one.toJson(surface)));
    return Json.object()
        .put("run_id", runId)
        .put("identical", isIdentical())
        .put("recorded_sha256", recorded.hex())
        .put("now_sha256", now == null ? null : now.hex())
        .put("stages_executed", stages)
        .put("exchanges_answered", exchanges)
        .put("drift", drift)
        .put("blocked", blocked)
        .build();
  }
}
