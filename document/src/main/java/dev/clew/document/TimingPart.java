package dev.clew.document;

import dev.clew.core.event.Millis;
import dev.clew.core.json.Json;
import dev.clew.core.timing.Activity;
import dev.clew.core.timing.Backwards;
import dev.clew.core.timing.Boundary;
import dev.clew.core.timing.StageTiming;
import dev.clew.core.timing.Timing;
import dev.clew.core.timing.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the time of an attempt went.
public final class TimingPart {
  private TimingPart() {}

  public static Json.Obj write(Timing timing) {
    List<Json> windows = new ArrayList<>();
    for (Window window : timing.windows()) {
      windows.add(window(window, timing));
    }
    List<Json> stages = new ArrayList<>();
    for (StageTiming stage : timing.stages()) {
      stages.add(
          Json.object()
              .put("stage", stage.stage().toString())
              .put("waited_ms", Millis.ofNullable(stage.waited()))
              .put("delayed_ms", Millis.of(stage.delayed()))
              .put("ran_ms", Millis.ofNullable(stage.ran()))
              .build());
    }
    return Json.object()
        .put("windows", windows)
        .put("total_ms", Millis.ofNullable(timing.total()))
        .put("clews_own_ms", unlessZero(timing.clewsOwn()))
        .put("activity", activity(timing.activity()))
        .put("stages", stages)
        .build();
  }

  private static Json window(Window window, Timing timing) {
    Window.Reason reason = window.reason();
    Backwards backwards = window.backwards();
    return Json.object()
        .put("name", window.name().wire())
        .put("status", window.status().wire())
        .put("start", boundary(window.start()))
        .put("end", boundary(window.end()))
        .put("reason", reason == null ? null : reason.wire())
        .put("duration_ms", Millis.ofNullable(window.duration()))
        .put("at_least_ms", Millis.ofNullable(window.atLeast()))
        .put("backwards_ms", backwards == null ? null : Millis.of(backwards.by()))
        .put("backwards_why", backwards == null ? null : backwards.why().wire())
        .put("by", timing.isClewsOwn(window) ? "clew" : null)
        .put("clews_own_ms", unlessZero(timing.clewsOwn(window)))
        .build();
  }

  private static @Nullable Json unlessZero(Duration duration) {
    return duration.isZero() ? null : Millis.of(duration);
  }

  private static @Nullable Json boundary(@Nullable Boundary boundary) {
    return boundary == null
        ? null
        : Json.object()
            .put("at", boundary.at().toString())
            .put("row", boundary.row())
            .put("kind", boundary.kind())
            .build();
  }

  private static Json activity(Activity activity) {
    Json.Builder waiting = Json.object();
    activity.waiting().forEach((what, time) -> waiting.put(what, Millis.of(time)));
    List<Json> gaps = new ArrayList<>();
    for (Activity.Gap gap : activity.gaps()) {
      gaps.add(
          Json.object()
              .put("from", gap.from().toString())
              .put("to", gap.to().toString())
              .put("duration_ms", Millis.of(gap.duration()))
              .build());
    }
    return Json.object()
        .put("work_ms", Millis.of(activity.work()))
        .put("waiting_ms", waiting.build())
        .put("idle_ms", Millis.of(activity.idle()))
        .put("gaps", gaps)
        .build();
  }
}
