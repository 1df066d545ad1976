package dev.clew.core.timing;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptPromise;
import dev.clew.core.run.AttemptView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The moments of an attempt that windows are made of, each from one row; null is a moment that no
/// row proves. They go by kinds and groups, never by the names of stages or artifacts; and by what
/// the events say of their time, so that a row that came late moves nothing ([Turn]).
///
/// @param queued when the run was asked for: `created_at` as its producer says it, else the reading
///   of the event that made the run or the attempt
/// @param claimed when somebody took it; a start without a claim is one, and so is the first thing
///   that was set up for it
/// @param workspaceReady when the place to work was there; it is not work
/// @param firstWork the first event of work: a stage, a call, an artifact that is made, a check; of
///   a replay that begins with the write-back, the first of that
/// @param finalWork the end of the work, see [#finalWork]
/// @param saving the first event of the write-back
/// @param persisted when the result was written back
/// @param ended the first terminal event
/// @param lastSign the newest event of all, but for what others have inferred
/// @param finalArtifactWritten whether a result is known to be there
/// @param selfReporting whether the process that the attempt runs in says itself what it does
public record Boundaries(
    @Nullable Boundary queued,
    @Nullable Boundary claimed,
    @Nullable Boundary workspaceReady,
    @Nullable Boundary firstWork,
    @Nullable Boundary finalWork,
    @Nullable Boundary saving,
    @Nullable Boundary persisted,
    @Nullable Boundary ended,
    @Nullable Boundary lastSign,
    boolean finalArtifactWritten,
    boolean selfReporting) {

  public static Boundaries of(AttemptView attempt) {
    Work work = new Work(attempt);
    Scan scan = new Scan(attempt, work);
    attempt.rows().forEach(scan::take);
    return scan.result();
  }

  private static final class Scan {
    private final Work work;
    private final boolean completed;
    private final boolean promisesFinal;
    private final boolean isReplay;
    private final Results results;
    private @Nullable Row queued;
    private @Nullable Row claimed;
    private @Nullable Row setUp;
    private @Nullable Row workspaceReady;
    private @Nullable Row firstWork;
    private @Nullable Row lastWork;
    private @Nullable Row saving;
    private @Nullable Row persisted;
    private @Nullable Row ended;
    private @Nullable Row lastSign;
    private final List<Row> worked = new ArrayList<>();

    Scan(AttemptView attempt, Work work) {
      this.work = work;
      this.completed = attempt.status().completed();
      this.results = new Results(attempt, work);
      this.promisesFinal = !AttemptPromise.of(attempt).finalArtifacts().isEmpty();
      this.isReplay = attempt.facts().has(AttemptStarted.REPLAY_FROM);
    }

    void take(Row row) {
      Event event = row.event();
      Kind kind = Kind.of(event.kind());
      if (kind != null) {
        boundary(row, kind);
      }
      lastSign = kind == Kind.RUN_LOST ? lastSign : Turn.later(lastSign, row);
      if (work.isSave(event, kind)) {
        saving = Turn.earlier(saving, row);
      } else if (work.isWork(event, kind)) {
        firstWork = Turn.earlier(firstWork, row);
        lastWork = Turn.later(lastWork, row);
        worked.add(row);
      }
    }

    private void boundary(Row row, Kind kind) {
      switch (kind) {
        case RUN_CREATED, RUN_QUEUED -> queued = Turn.earlier(queued, row);
        case RUN_CLAIMED, LEASE_GRANTED, RUN_STARTED -> claimed = Turn.earlier(claimed, row);
        case CONFIG_CAPTURED, STAGE_PLANNED, PREFLIGHT_CHECKED -> setUp = Turn.earlier(setUp, row);
        case WORKSPACE_READY -> workspaceReady = Turn.earlier(workspaceReady, row);
        case STATUS_PERSISTED -> persisted = Turn.later(persisted, row);
        case RUN_FINISHED, RUN_CANCELLED -> ended = ended == null ? row : ended;
        default -> {}
      }
    }

    Boundaries result() {
      Row result = results.newest(worked, persisted, completed || saving != null);
      Row first = firstWork;
      Row last = finalWork(result);
      if (isReplay && saving != null && (first == null || Turn.isBefore(saving, first))) {
        // The work was done by an attempt before, and this one begins with the write-back.
        first = saving;
        last = last == null ? saving : last;
      }
      return new Boundaries(
          queued == null ? null : asked(queued),
          boundary(claimed == null ? setUp : claimed),
          boundary(workspaceReady),
          boundary(first),
          boundary(last),
          boundary(saving),
          boundary(persisted),
          boundary(ended),
          boundary(lastSign),
          result != null,
          work.isSelfReporting());
    }

    private static @Nullable Boundary boundary(@Nullable Row row) {
      return row == null ? null : Boundary.of(row);
    }

    /// What cannot be read proves nothing; the event's own reading does.
    private static Boundary asked(Row row) {
      Timestamp said = RunCreated.from(row.event()).get(RunCreated.CREATED_AT, row.event().ts());
      return said.equals(row.event().ts())
          ? Boundary.of(row)
          : new Boundary(said, row.offset(), row.event().kind(), Reading.OF_WHO_ASKED);
    }

    /// The newest write of a result. Without one: the newest write before the write-back began,
    /// else the newest work before it. Without a write-back: the newest work of a run that has
    /// ended, unless it was to make a final artifact and there is none.
    private @Nullable Row finalWork(@Nullable Row result) {
      Row save = saving;
      if (result != null && (persisted == null || !Turn.isBefore(persisted, result))) {
        return result;
      }
      if (save != null) {
        Row last = null;
        Row lastWrite = null;
        for (Row row : worked) {
          if (Turn.isBefore(row, save)) {
            last = Turn.later(last, row);
            lastWrite =
                row.event().is(Kind.ARTIFACT_WRITTEN) ? Turn.later(lastWrite, row) : lastWrite;
          }
        }
        Row before = lastWrite == null ? last : lastWrite;
        return before == null ? result : before;
      }
      return ended == null || (promisesFinal && !results.isSeen()) ? null : lastWork;
    }
  }
}
