package dev.clew.diff;

import dev.clew.core.event.Millis;
import dev.clew.core.json.Json;
import dev.clew.diff.part.RunProfile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A comparison of runs as JSON, format version 1: see docs/diff.md. Members may be added; none is
/// renamed or removed within a version.
public final class DiffDocument {
  public static final int FORMAT_VERSION = 1;

  private DiffDocument() {}

  /// @param before where the run is kept that is compared with, or the snapshot
  public static Json.Obj of(RunDiff diff, String before, String after) {
    List<Json> differences = new ArrayList<>();
    for (Difference difference : diff.differences()) {
      differences.add(difference(difference, differences.size()));
    }
    List<Json> ignored = new ArrayList<>();
    for (Ignored one : diff.ignored()) {
      ignored.add(
          Json.object()
              .put("path", one.path())
              .put("reason", one.reason().wire())
              .put("before", one.before())
              .put("after", one.after())
              .build());
    }
    List<Json> notCompared = new ArrayList<>();
    for (NotCompared one : diff.notCompared()) {
      notCompared.add(Json.object().put("path", one.path()).put("why", one.why()).build());
    }
    RunProfile good = diff.before();
    return Json.object()
        .put("format", "clew.diff")
        .put("format_version", FORMAT_VERSION)
        .put("same", diff.isEmpty())
        .put(
            "before",
            good == null ? Json.object().put("snapshot", before).build() : run(good, before))
        .put("after", run(diff.after(), after))
        .put("baselines", diff.baselines())
        .put("first_divergence", differences.isEmpty() ? null : Json.of(0))
        .put("differences", differences)
        .put("ignored", ignored)
        .put("not_compared", notCompared)
        .put(
            "compared",
            Json.object().put("stages", diff.stages()).put("values", diff.compared()).build())
        .build();
  }

  private static Json run(RunProfile run, String location) {
    return Json.object()
        .put("location", location)
        .put("run_id", run.runId())
        .put("name", run.name())
        .put("attempt", run.number())
        .put("status", run.status().wire())
        .put("started_at", run.startedAt() == null ? null : run.startedAt().toString())
        .put("duration_ms", Millis.ofNullable(run.duration()))
        .put("execution_key", run.executionKey().isEmpty() ? null : run.executionKey())
        .build();
  }

  private static Json difference(Difference difference, int number) {
    List<Json> changes = new ArrayList<>();
    for (Change change : difference.changes()) {
      changes.add(
          Json.object()
              .put("path", change.path())
              .put("form", change.form().wire())
              .put("before", change.before())
              .put("after", change.after())
              .put("before_says", change.beforeSays())
              .put("after_says", change.afterSays())
              .build());
    }
    @Nullable Integer because = difference.because();
    return Json.object()
        .put("number", number)
        .put("kind", difference.kind().wire())
        .put("stage", difference.stage())
        .put("subject", difference.subject())
        .put("headline", difference.headline())
        .put("because", because)
        .put("row", difference.row())
        .put("changes", changes)
        .put("hunks", difference.hunks().isEmpty() ? null : Json.strings(difference.hunks()))
        .build();
  }
}
