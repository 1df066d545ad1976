package dev.clew.execution.offline;

import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.Unredacted;
import dev.clew.core.replay.SurfaceWords;
import dev.clew.core.run.RunView;
import dev.clew.execution.WorkKey;
import dev.clew.plan.Plan;
import dev.clew.plan.input.Supplied;
import dev.clew.redaction.SecretRedactor;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.RunSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What would have come of an attempt with other inputs or other answers, as far as its recording
/// says. Nothing is sent, and nothing is written down.
///
/// @param contents the run as it would have been recorded
/// @param answered how many calls were answered from the recording
/// @param supposed how many were answered as supposed
/// @param others where requests that were answered from the recording are other than recorded
/// @param notRecorded calls that were not made then; their stages ended there
/// @param unused stages whose supposed answers no call asked for
/// @param obstacles why it cannot be said; then the contents end early
public record WhatIf(
    Supposition supposition,
    RunSource.Contents contents,
    int answered,
    int supposed,
    List<Drift> others,
    List<NotRecorded> notRecorded,
    List<String> unused,
    List<Obstacle> obstacles) {

  public WhatIf {
    others = List.copyOf(others);
    notRecorded = List.copyOf(notRecorded);
    unused = List.copyOf(unused);
    obstacles = List.copyOf(obstacles);
  }

  /// A call to which the recording has no answer.
  public record NotRecorded(String stage, String why) {
    Json toJson() {
      return Json.object().put("stage", stage).put("why", why).build();
    }
  }

  public boolean isBlocked() {
    return !obstacles.isEmpty();
  }

  /// @param definition a workflow to try in the place of the recorded one; null for that
  /// @param surface in whose words an older ledger says what was asked for
  /// @throws dev.clew.core.Refusal when the run is not one of a workflow, or has no such input or
  ///   stage
  public static WhatIf of(
      FoundAttempt wanted,
      Supposition supposition,
      @Nullable Path definition,
      SurfaceWords surface) {
    Verification.requireWorkflow(wanted);
    Recording recording = new Recording(wanted.attempt(), surface);
    return new Trial(wanted.then(), recording, supposition, definition).run();
  }

  /// One attempt, tried once.
  private static final class Trial {
    private final RecordedRun found;
    private final RunView view;
    private final Recording recording;
    private final Supposition supposition;
    private final @Nullable Path definition;
    private final Redactor redactor;
    private final List<Drift> others = Collections.synchronizedList(new ArrayList<>());
    private final List<Obstacle> obstacles = Collections.synchronizedList(new ArrayList<>());

    Trial(
        RecordedRun found,
        Recording recording,
        Supposition supposition,
        @Nullable Path definition) {
      this.found = found;
      this.view = found.view();
      this.recording = recording;
      this.supposition = supposition;
      this.definition = definition;
      boolean redacts = view.created().redacts();
      this.redactor = redacts ? new SecretRedactor() : new Unredacted();
    }

    WhatIf run() {
      Map<String, Supplied> given = supposition.supplied(view);
      Verification.checkRows(found.contents().rows(), obstacles);
      MemoryLedger[] ledger = new MemoryLedger[1];
      RecordedTime time = new RecordedTime(recording.rows(), () -> ledger[0].head());
      MemoryLedger scratch = new MemoryLedger(found.contents().ledger().id(), time.received());
      ledger[0] = scratch;
      Plan plan =
          isBlocked()
              ? null
              : new RecordedPlan(view, recording, definition, given, obstacles).plan();
      if (plan == null) {
        return new WhatIf(
            supposition, contents(List.of()), 0, 0, others, List.of(), List.of(), obstacles);
      }
      supposition.requireStages(recording, plan);
      SupposedExchanges exchanges =
          new Playback(view, recording, scratch, time, redactor, others, obstacles)
              .suppose(plan, key(plan, given), supposition);
      return new WhatIf(
          supposition,
          contents(scratch.rows()),
          exchanges.answered(),
          exchanges.supposed(),
          others,
          exchanges.notRecorded(),
          exchanges.unused(),
          obstacles);
    }

    private boolean isBlocked() {
      return !obstacles.isEmpty();
    }

    /// The recorded one only where it is the same work.
    private @Nullable ExecutionKey key(Plan plan, Map<String, Supplied> given) {
      if (given.isEmpty()) {
        return null;
      }
      Plan before =
          new RecordedPlan(view, recording, definition, Map.of(), new ArrayList<>()).plan();
      ExecutionKey now = WorkKey.of(plan, List.of(), null);
      return before != null && WorkKey.of(before, List.of(), null).equals(now) ? null : now;
    }

    /// The attempts before it as they are, and this one as it would be.
    private RunSource.Contents contents(List<Row> tried) {
      List<Row> rows = new ArrayList<>();
      for (Row row : found.contents().rows()) {
        if (!row.event().attemptId().equals(recording.attempt().attemptId())) {
          rows.add(row);
        }
      }
      long base = rows.isEmpty() ? 0 : rows.getLast().offset() + 1;
      for (Row row : tried) {
        rows.add(
            new Row(
                base + row.offset(),
                row.receivedAt(),
                row.verdict(),
                row.event(),
                row.eventDigest(),
                row.chain(),
                row.payload()));
      }
      return new RunSource.Contents(rows, found.contents().ledger(), RunView.Writer.ABSENT);
    }
  }

  /// As a run that can be compared.
  ///
  /// @param location how it is to be called
  public FoundAttempt asRun(String location) {
    RunView view = contents.view();
    return new FoundAttempt(
        new RecordedRun(new Tried(location, contents), contents, view, List.of()),
        view.attempt(),
        false);
  }

  private record Tried(String location, RunSource.Contents contents) implements RunSource {
    @Override
    public Contents read() {
      return contents;
    }
  }

  /// The member `what_if` of the comparison.
  ///
  /// @param surface in whose words it says what can be done
  public Json.Obj toJson(SurfaceWords surface) {
    List<Json> drift = new ArrayList<>();
    others.forEach(one -> drift.add(one.toJson()));
    List<Json> blocked = new ArrayList<>();
    obstacles.forEach(one -> blocked.add(one.toJson(surface)));
    List<Json> absent = new ArrayList<>();
    notRecorded.forEach(one -> absent.add(one.toJson()));
    return Json.object()
        .put("inputs", supposition.toJson().get("inputs"))
        .put("answers", supposition.toJson().get("answers"))
        .put("sent", 0)
        .put("answered_from_recording", answered)
        .put("answered_as_supposed", supposed)
        .put("other_requests", drift)
        .put("not_recorded", absent)
        .put("unused_answers", Json.strings(unused))
        .put("blocked", blocked)
        .build();
  }
}
