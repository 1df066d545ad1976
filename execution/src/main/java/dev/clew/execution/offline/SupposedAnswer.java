package dev.clew.execution.offline;

import dev.clew.core.event.StagePath;
import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// What the calls of a stage are answered with in the place of what was recorded.
///
/// @param stage as a user names it: `onboard/push[3]`, or `onboard/push` for all its items and
///   visits
/// @param status null for the recorded one if that was a success, else 200
/// @param body null for the recorded one
/// @param said what the user wrote for it, a status or a file
public record SupposedAnswer(
    String stage, @Nullable Integer status, @Nullable String body, String said) {

  boolean isOf(StagePath path) {
    return stage.equals(path.toString()) || stage.equals(plain(path));
  }

  /// Without iterations and visits.
  static String plain(StagePath path) {
    StringBuilder out = new StringBuilder();
    for (StagePath.Segment segment : path.segments()) {
      out.append(out.isEmpty() ? "" : "/").append(segment.name());
    }
    return out.toString();
  }

  Json.Obj toJson() {
    return Json.object()
        .put("stage", stage)
        .put("status", status == null ? null : Json.of(status))
        .put("file", body == null ? null : said)
        .build();
  }
}
