package dev.clew.core.timing;

import dev.clew.core.ledger.Row;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.Event;
import dev.clew.core.run.Kind;
import dev.clew.core.run.StagePath;
import dev.clew.core.run.StageView;
import dev.clew.core.run.Timestamp;
import dev.clew.core.run.ToolCallView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The moments of an attempt that windows are made of, each from one row; null is a moment that no
/// row proves. They go by kinds and groups, never by the names of stages or artifacts.
///
/// @param queued when the run was asked for: `created_at` as its producer says it, else the reading
///   of the event that made the run or the attempt
/// @param claimed when somebody took it; a start without a claim is one
/// @param workspaceReady when the place to work was there; it is not work
/// @param firstWork the first event of work: a stage, a call, an artifact that is made, a check
/// @param finalWork the end of the work, see [#finalWork]
/// @param saving the first event of the write-back
/// @param persisted when the result was written back
/// @param ended the first terminal event
/// @param lastSign the newest event of all
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
    Scan scan = new Scan(attempt);
    for (Row row : attempt.rows()) {
      scan.take(row);
    }
    return scan.result();
  }

  private static final class Scan {
    private final boolean selfReporting;
    private final boolean promisesFinal;
    private final Set<String> finals = new HashSet<>();
    private final Set<String> wrapping = new HashSet<>();
    private final Map<StagePath, String> windows = new HashMap<>();
    private @Nullable Boundary queued;
    private @Nullable Boundary claimed;
    private @Nullable Boundary workspaceReady;
    private @Nullable Boundary firstWork;
    private @Nullable Boundary lastWork;
    private @Nullable Boundary lastWorkBeforeSaving;
    private @Nullable Boundary lastWriteBeforeSaving;
    private @Nullable Boundary lastFinal;
    private @Nullable Boundary saving;
    private @Nullable Boundary persisted;
    private @Nullable Boundary ended;
    private @Nullable Boundary lastSign;

    Scan(AttemptView attempt) {
      boolean reports = false;
      boolean promises = false;
      for (Row row : attempt.rows()) {
        reports |= "child".equals(row.event().attributes().text("reported_by"));
        promises |= !row.event().attributes().object("expects").list("final_artifacts").isEmpty();
      }
      selfReporting = reports;
      promisesFinal = promises;
      for (ToolCallView call : attempt.toolCalls()) {
        if (call.wraps()) {
          wrapping.add(call.toolCallId());
        }
      }
      for (ArtifactView artifact : attempt.artifacts()) {
        if (artifact.isFinal()) {
          finals.add(artifact.artifactId());
        }
      }
      for (StageView stage : attempt.stages()) {
        String window = stage.plan().text("window");
        if (window != null) {
          windows.put(stage.path(), window);
        }
      }
    }

    void take(Row row) {
      Event event = row.event();
      Kind kind = Kind.of(event.kind());
      if (kind != null) {
        boundary(row, kind);
      }
      lastSign = Boundary.of(row);
      if (isSave(event, kind)) {
        saving = saving == null ? Boundary.of(row) : saving;
      } else if (isWork(event, kind)) {
        work(row, kind);
      }
    }

    private void boundary(Row row, Kind kind) {
      switch (kind) {
        case RUN_CREATED, RUN_QUEUED -> queued = queued == null ? asked(row) : queued;
        case RUN_CLAIMED, LEASE_GRANTED, RUN_STARTED ->
            claimed = claimed == null ? Boundary.of(row) : claimed;
        case WORKSPACE_READY ->
            workspaceReady = workspaceReady == null ? Boundary.of(row) : workspaceReady;
        case STATUS_PERSISTED -> persisted = Boundary.of(row);
        case RUN_FINISHED, RUN_CANCELLED -> ended = ended == null ? Boundary.of(row) : ended;
        default -> {}
      }
    }

    private static Boundary asked(Row row) {
      String said = row.event().attributes().text("created_at");
      if (said != null) {
        try {
          return new Boundary(Timestamp.parse(said), row.offset(), row.event().kind());
        } catch (IllegalArgumentException e) {
          // What cannot be read proves nothing; the event's own reading does.
        }
      }
      return Boundary.of(row);
    }

    private void work(Row row, @Nullable Kind kind) {
      Boundary here = Boundary.of(row);
      firstWork = firstWork == null ? here : firstWork;
      lastWork = here;
      boolean write = kind == Kind.ARTIFACT_WRITTEN;
      if (saving == null) {
        lastWorkBeforeSaving = here;
        lastWriteBeforeSaving = write ? here : lastWriteBeforeSaving;
      }
      if (write && row.event().artifacts().stream().anyMatch(finals::contains)) {
        lastFinal = here;
      }
    }

    private boolean isSave(Event event, @Nullable Kind kind) {
      if (kind == Kind.UPLOAD || kind == Kind.ARTIFACT_UPLOADED || kind == Kind.STATUS_PERSISTED) {
        return true;
      }
      return "save".equals(window(event));
    }

    private @Nullable String window(Event event) {
      String said = event.attributes().text("window");
      StagePath path = event.path();
      if (said != null && path != null) {
        windows.put(path, said);
      }
      return said == null && path != null ? windows.get(path) : said;
    }

    private boolean isWork(Event event, @Nullable Kind kind) {
      Kind.Group group = Kind.groupOf(event);
      boolean takenOver = event.attributes().has("reused_from");
      if (group == null || takenOver || "boot".equals(window(event))) {
        return false;
      }
      return switch (group) {
        case WORK -> !isNotReached(kind) && !(selfReporting && isOfTheWrap(event));
        case ARTIFACT -> kind != Kind.ARTIFACT_DECLARED && !isGiven(event);
        case CHECK -> kind != Kind.REDACTION_LATE;
        case EFFECT -> true;
        case BOUNDARY, DECISION, LOG -> false;
      };
    }

    private boolean isOfTheWrap(Event event) {
      return event.toolCallId() != null && wrapping.contains(event.toolCallId());
    }

    private static boolean isNotReached(@Nullable Kind kind) {
      return kind == Kind.STAGE_NOT_REACHED
          || kind == Kind.STAGE_SKIPPED
          || kind == Kind.STAGE_CANCELLED;
    }

    /// Taking in what was there before is set-up.
    private static boolean isGiven(Event event) {
      String kind = event.attributes().text("artifact_kind", "");
      return kind.equals("input") || kind.equals("config");
    }

    Boundaries result() {
      return new Boundaries(
          queued,
          claimed,
          workspaceReady,
          firstWork,
          finalWork(),
          saving,
          persisted,
          ended,
          lastSign,
          lastFinal != null,
          selfReporting);
    }

    /// The newest write of a final artifact. Without one: the newest write before the write-back
    /// began, else the newest work before it. Without a write-back: the newest work of a run that
    /// has ended, unless it was to make a final artifact.
    private @Nullable Boundary finalWork() {
      if (lastFinal != null) {
        return lastFinal;
      }
      if (saving != null) {
        return lastWriteBeforeSaving == null ? lastWorkBeforeSaving : lastWriteBeforeSaving;
      }
      return ended == null || promisesFinal ? null : lastWork;
    }
  }
}
