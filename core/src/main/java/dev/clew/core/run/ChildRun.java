package dev.clew.core.run;

import dev.clew.core.event.Millis;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A run as the run that started it sees it: a call out of that, with how long it took and how it
/// ended. It is said by the ledger of the child alone, so it stands beside the document of its
/// parent and never in it.
///
/// @param parent where in the other run it was started
/// @param startedAt when its newest attempt was asked for; null when that is not known (yet)
/// @param finishedAt null while it goes on
/// @param headline what keeps it from being a success; null when nothing does, or when nobody has
///   looked yet
public record ChildRun(
    ParentRun parent,
    String runId,
    String namespace,
    String name,
    RunStatus status,
    @Nullable Timestamp startedAt,
    @Nullable Timestamp finishedAt,
    @Nullable String headline) {
  /// What a call of this kind is of.
  private static final String TYPE = "run";

  /// Null when it is not known; of clocks that went backwards, too.
  public @Nullable Duration duration() {
    if (startedAt == null || finishedAt == null) {
      return null;
    }
    Duration took = Duration.between(startedAt.instant(), finishedAt.instant());
    return took.isNegative() ? null : took;
  }

  /// In the members of a tool call of the document.
  public Json.Obj toJson() {
    return Json.object()
        .put("type", TYPE)
        .put("stage", parent.stage())
        .put("attempt_id", parent.attemptId())
        .put("status", status.wire())
        .put(
            "run",
            Json.object()
                .put("run_id", runId)
                .put("namespace", namespace)
                .put("name", name)
                .build())
        .put(
            "timing",
            Json.object()
                .put("started_at", text(startedAt))
                .put("finished_at", text(finishedAt))
                .put("total_ms", Millis.ofNullable(duration()))
                .build())
        .put("headline", headline)
        .build();
  }

  public static Json toJson(List<ChildRun> children) {
    return new Json.Arr(children.stream().<Json>map(ChildRun::toJson).toList());
  }

  /// What [#toJson()] says.
  ///
  /// @param parentId the run whose call it is
  /// @throws IllegalArgumentException when it is not that
  public static ChildRun read(String parentId, Json.Obj call) {
    Json.Obj run = call.object("run");
    RunStatus status = RunStatus.of(call.text("status", ""));
    return new ChildRun(
        new ParentRun(parentId, call.text("attempt_id"), call.text("stage")),
        run.text("run_id", ""),
        run.text("namespace", ""),
        run.text("name", ""),
        Objects.requireNonNullElse(status, RunStatus.RUNNING),
        time(call.object("timing").text("started_at")),
        time(call.object("timing").text("finished_at")),
        call.text("headline"));
  }

  private static @Nullable Timestamp time(@Nullable String text) {
    return text == null ? null : Timestamp.parse(text);
  }

  private static @Nullable String text(@Nullable Timestamp time) {
    return time == null ? null : time.toString();
  }
}
